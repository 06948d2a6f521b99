package io.mistnet.node.identity;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file that nobody but its owner may read, from the moment at which it exists (mode 0600). */
public final class PrivateFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PrivateFile() {}

    /** @throws FileAlreadyExistsException where there is one: keys are never overwritten */
    public static void write(Path file, byte[] contents) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, permissions())) {
            Channels.newOutputStream(channel).write(contents);
        }
    }

    /**
     * The same, whole or not at all; it is on disk when the method returns.
     *
     * @throws FileAlreadyExistsException where there is one
     */
    public static void create(Path file, byte[] contents) throws IOException {
        Path next = written(file, contents);
        try {
            // unlike a move, it never replaces
            Files.createLink(file, next);
        } catch (UnsupportedOperationException e) {
            throw new IOException(file.getParent() + " is on a file system without links; put it on another", e);
        } finally {
            delete(next);
        }
    }

    /** Writes a file in the place of an old one, whole or not at all; it is on disk when the method returns. */
    public static void replace(Path file, byte[] contents) throws IOException {
        rename(written(file, contents), file);
    }

    /** A file beside this one, on disk. */
    private static Path written(Path file, byte[] contents) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        write(next, contents);
        try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        return next;
    }

    /** Puts a file in the place of another one of its folder, which need not be there; it is so on disk when the method returns. */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(to);
    }

    /** Deletes a file, if it is there; it is gone from the folder on disk when the method returns. */
    public static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        forceFolder(file);
    }

    private static void forceFolder(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** @throws IOException where others than the owner may read {@code file} */
    public static void requireOwnerOnly(Path file) throws IOException {
        if (posix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("%s can be read by others than its owner; run: chmod 600 %s".formatted(file, file));
        }
    }

    private static FileAttribute<?>[] permissions() {
        return posix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
