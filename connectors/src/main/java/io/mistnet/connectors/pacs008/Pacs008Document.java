package io.mistnet.connectors.pacs008;

import com.prowidesoftware.swift.model.mx.dic.FIToFICustomerCreditTransferV08;
import io.mistnet.connectors.transfer.MalformedTransferException;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.ValidationEvent;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML into Prowide's model of pacs.008.
 *
 * <p>The elements that a transfer is made of are the same in the versions 001.08 to 001.13, so all are read into the model of 001.08; older
 * ones carry no UETR. The document may stand in an envelope, as behind an application header. A document type declaration is refused at sight,
 * so no entity is ever resolved.
 */
final class Pacs008Document {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
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
            XMLStreamReader reader = xml.createXMLStreamReader(new StringReader(utf8(message)));
            requireUtf8(reader.getCharacterEncodingScheme());
            if (!advanceToBody(reader)) {
                throw new MalformedTransferException(BODY, "this element");
            }
            requireVersion(reader.getNamespaceURI());
            Unmarshaller unmarshaller = model.createUnmarshaller();
            IsoTimes.install(unmarshaller);
            unmarshaller.setEventHandler(Pacs008Document::goesOn);
            FIToFICustomerCreditTransferV08 body = unmarshaller
                    .unmarshal(new NamespacelessReader(reader), FIToFICustomerCreditTransferV08.class)
                    .getValue();
            if (advanceToBody(reader)) {
                throw new MalformedTransferException(BODY, "one such element in a record");
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

    private static String utf8(byte[] message) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    private static void requireUtf8(@Nullable String declared) {
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw notUtf8();
        }
    }

    private static MalformedTransferException notUtf8() {
        return new MalformedTransferException("record", "XML in UTF-8, the encoding of ISO 20022");
    }

    /** Whether another body follows; the reader then stands on it, otherwise at the end of a well-formed document. */
    private static boolean advanceToBody(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new MalformedTransferException("record", "XML without a document type declaration");
            }
            if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals(BODY)) {
                return true;
            }
        }
        return false;
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
