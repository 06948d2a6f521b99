package io.mistnet.node.alert.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements of XML 1.0, with line breaks for people who read it. Characters that XML does not have become U+FFFD. */
final class XmlTree {

    private static final String INDENT = "  ";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter writer;
    private int depth;

    XmlTree() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    /** An element with what {@code content} writes. */
    void element(String name, Runnable content) {
        try {
            indent();
            writer.writeStartElement(name);
            depth++;
            content.run();
            depth--;
            indent();
            writer.writeEndElement();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    /** An element with a text. */
    void element(String name, String text) {
        try {
            indent();
            writer.writeStartElement(name);
            writer.writeCharacters(allowed(text));
            writer.writeEndElement();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    /** A remark to whoever reads the file. */
    void comment(String text) {
        try {
            indent();
            writer.writeComment(" " + text + " ");
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    byte[] bytes() {
        try {
            writer.writeCharacters("\n");
            writer.writeEndDocument();
            writer.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    private void indent() throws XMLStreamException {
        writer.writeCharacters("\n" + INDENT.repeat(depth));
    }

    private static String allowed(String text) {
        StringBuilder allowed = new StringBuilder(text.length());
        text.codePoints().forEach(c -> allowed.appendCodePoint(isAllowed(c) ? c : '\uFFFD'));
        return allowed.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c >= ' ' && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0x10FFFF;
    }

    private static IllegalStateException unwritable(XMLStreamException e) {
        return new IllegalStateException("memory cannot fail to be written", e);
    }
}
