package io.mistnet.node.cli.user;

import io.mistnet.node.access.local.AccountName;
import java.io.IOException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which account. */
final class NameOption {

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            converter = Converter.class,
            description = "What the user signs in with.")
    private AccountName name;

    AccountName name() {
        return name;
    }

    IOException missing() {
        return new IOException("there is no account %s; `mistnet user list` shows all".formatted(name));
    }

    /** Reads a name. */
    static final class Converter implements ITypeConverter<AccountName> {

        @Override
        public AccountName convert(String text) {
            try {
                return new AccountName(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
