package io.mistnet.connectors.pacs008;

import com.prowidesoftware.swift.model.mx.dic.FIToFICustomerCreditTransferV08;
import io.mistnet.connectors.transfer.MalformedTransferException;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.ValidationEvent;
import java.io.ByteArrayInputStream;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML into Prowide's model of pacs.008.
 *
 * <p>The elements that a transfer is made of are the same in the versions 001.08 to 001.13, so all are read into the model of 001.08; older
 * ones carry no UETR. The document may stand in an envelope, as behind an application header. A document type declaration is refused at sight,
 * so no entity is ever resolved.
 */
final class Pacs008Document {

    private static final String BODY = "FIToFICstmrCdtTrf";
    private static final Pattern NAMESPACE =
            Pattern.compile("urn:iso:std:iso:20022:tech:xsd:pacs\\.008\\.001\\.(08|09|10|11|12|13)");

    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
    private final JAXBContext model;

    Pacs008Document() {
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            model = JAXBContext.newInstance(FIToFICustomerCreditTransferV08.class);
        } catch (JAXBException e) {
            throw new IllegalStateException("Prowide's model of pacs.008 cannot be loaded", e);
        }
    }

    FIToFICustomerCreditTransferV08 read(byte[] message) {
        try {
            XMLStreamReader reader = xml.createXMLStreamReader(new ByteArrayInputStream(message));
            advanceToBody(reader);
            Unmarshaller unmarshaller = model.createUnmarshaller();
            IsoTimes.install(unmarshaller);
            unmarshaller.setEventHandler(Pacs008Document::goesOn);
            FIToFICustomerCreditTransferV08 body = unmarshaller
                    .unmarshal(new NamespacelessReader(reader), FIToFICustomerCreditTransferV08.class)
                    .getValue();
            while (reader.hasNext()) {
                reader.next();
            }
            return body;
        } catch (XMLStreamException e) {
            // The parser's message quotes the record, so it stays here.
            throw malformed(
                    e.getLocation() == null
                            ? ""
                            : " (line %d)".formatted(e.getLocation().getLineNumber()));
        } catch (JAXBException e) {
            throw malformed("");
        }
    }

    private static void advanceToBody(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD ->
                    throw new MalformedTransferException("record", "XML without a document type declaration");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (reader.getLocalName().equals(BODY)) {
                        requireVersion(reader.getNamespaceURI());
                        return;
                    }
                }
                default -> {}
            }
        }
        throw new MalformedTransferException(BODY, "this element");
    }

    private static void requireVersion(String namespace) {
        if (namespace == null || !NAMESPACE.matcher(namespace).matches()) {
            throw new MalformedTransferException(BODY, "the namespace of pacs.008.001.08 to pacs.008.001.13");
        }
    }

    /** Elements that the model does not know are passed over; a value that does not fit its element's type is not. */
    private static boolean goesOn(ValidationEvent event) {
        return event.getSeverity() != ValidationEvent.FATAL_ERROR && event.getLinkedException() == null;
    }

    private static MalformedTransferException malformed(String place) {
        return new MalformedTransferException("record", "XML that can be read as pacs.008" + place);
    }
}
