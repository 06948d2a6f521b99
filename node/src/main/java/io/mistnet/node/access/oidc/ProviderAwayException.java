package io.mistnet.node.access.oidc;

/** The provider does not answer, or not as a provider does. It may work again later. */
public final class ProviderAwayException extends Exception {

    ProviderAwayException(String message) {
        super(message);
    }

    ProviderAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
