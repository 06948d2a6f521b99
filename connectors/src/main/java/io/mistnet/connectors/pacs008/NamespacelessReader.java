package io.mistnet.connectors.pacs008;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * Hides namespaces: they differ between the versions of pacs.008, and the model's classes have none. Refuses texts longer than any in pacs.008: a number of a million digits takes half a
 * minute to read.
 */
final class NamespacelessReader extends StreamReaderDelegate {

    /** The longest text of ISO 20022's payments messages has 2,048 characters. */
    private static final int LONGEST_TEXT = 4096;

    private int textLength;

    NamespacelessReader(XMLStreamReader reader) {
        super(reader);
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
            textLength += getTextLength();
            if (textLength > LONGEST_TEXT) {
                throw new XMLStreamException(
                        "a text of more than %d characters".formatted(LONGEST_TEXT), getLocation());
            }
        } else if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
            textLength = 0;
        }
        return event;
    }

    @Override
    public String getNamespaceURI() {
        return "";
    }
}
