package io.mistnet.connectors.pacs008;

import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** Hides namespaces: they differ between the versions of pacs.008, and the model's classes have none. */
final class NamespacelessReader extends StreamReaderDelegate {

    NamespacelessReader(XMLStreamReader reader) {
        super(reader);
    }

    @Override
    public String getNamespaceURI() {
        return "";
    }
}
