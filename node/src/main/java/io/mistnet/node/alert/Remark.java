package io.mistnet.node.alert;

/**
 * What somebody wrote about an alert.
 *
 * @param text 1 to {@value #MOST_CHARACTERS} characters, without control characters other than line feeds and tabs
 */
public record Remark(String text) {

    public static final int MOST_CHARACTERS = 4000;

    /** @throws InvalidRemarkException where the text is empty, too long or holds control characters */
    public Remark {
        text = text.replace("\r\n", "\n").replace('\r', '\n').strip();
        if (text.isEmpty()) {
            throw new InvalidRemarkException(InvalidRemarkException.Reason.EMPTY);
        }
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidRemarkException(InvalidRemarkException.Reason.TOO_LONG);
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw new InvalidRemarkException(InvalidRemarkException.Reason.UNREADABLE);
        }
    }
}
