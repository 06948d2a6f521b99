package io.mistnet.simulator.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line on standard error and an exit status. */
final class Failures {

    private Failures() {}

    static int wrongUsage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(command.getColorScheme().errorText(name + ": " + oneLine(String.valueOf(failure.getMessage()))));
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("'" + name + " --help' shows what it takes.");
        return ExitCode.USAGE;
    }

    static int failed(Throwable failure, CommandLine command, boolean verbose) {
        PrintWriter err = command.getErr();
        String line = command.getCommandSpec().qualifiedName() + ": " + reason(failure);
        err.println(command.getColorScheme().errorText(line));
        if (verbose) {
            failure.printStackTrace(err);
        }
        return ExitCode.SOFTWARE;
    }

    /** Why, and what to do, in one line. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (isWrapper(cause) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = oneLine(String.valueOf(cause.getMessage()));
        if (cause instanceof NoSuchFileException) {
            return message + ": there is no such file; check the path";
        }
        if (cause instanceof AccessDeniedException) {
            return message + ": access denied; check the file's owner and mode";
        }
        if (cause instanceof FileAlreadyExistsException exists) {
            return exists.getReason() == null ? message + ": exists already; name another path or remove it" : message;
        }
        if (cause instanceof OutOfMemoryError) {
            return "out of memory; give the JVM more, for example MISTNET_JAVA_OPTS=-Xmx8g (" + message + ")";
        }
        if (isFault(cause) || cause.getMessage() == null) {
            return "unexpected " + cause.getClass().getSimpleName() + " (" + message
                    + "); --verbose shows where, please report it";
        }
        return message;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof UncheckedIOException
                || failure instanceof ExecutionException
                || failure instanceof CompletionException
                || failure instanceof KafkaException;
    }

    private static boolean isFault(Throwable failure) {
        return failure instanceof NullPointerException
                || failure instanceof IndexOutOfBoundsException
                || failure instanceof ClassCastException
                || failure instanceof ArithmeticException
                || failure instanceof Error;
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
