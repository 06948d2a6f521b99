package io.mistnet.connectors.pacs008;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pacs.008 message for tests: a valid one, of which single pieces are replaced. */
public record Pacs008Message(String xml) {

    private static final String TRANSACTION = """
              <CdtTrfTxInf>
                <PmtId><InstrId>I1</InstrId><EndToEndId>E1</EndToEndId><UETR>%s</UETR></PmtId>
                <IntrBkSttlmAmt Ccy="EUR">12.50</IntrBkSttlmAmt>
                <IntrBkSttlmDt>2026-03-01</IntrBkSttlmDt>
                <SttlmTmReq><CLSTm>10:15:00+01:00</CLSTm></SttlmTmReq>
                <InstdAmt Ccy="USD">13.70</InstdAmt>
                <ChrgBr>SHAR</ChrgBr>
                <Dbtr><Nm>A</Nm></Dbtr>
                <DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct>
                <DbtrAgt><FinInstnId><BICFI>COBADEFFXXX</BICFI></FinInstnId></DbtrAgt>
                <CdtrAgt><FinInstnId><BICFI>BNPAFRPP</BICFI></FinInstnId></CdtrAgt>
                <Cdtr><Nm>B</Nm></Cdtr>
                <CdtrAcct><Id><Othr><Id>acc-77</Id></Othr></Id></CdtrAcct>
              </CdtTrfTxInf>
            """;

    public static final String UETR = "0d5f1c2e-9a47-4b11-8c35-1f2e3d4c5b6a";

    public static Pacs008Message valid() {
        return withTransactions(UETR);
    }

    public static Pacs008Message withTransactions(String... uetrs) {
        String transactions = Stream.of(uetrs).map(TRANSACTION::formatted).collect(Collectors.joining());
        return new Pacs008Message("""
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08">
                  <FIToFICstmrCdtTrf>
                    <GrpHdr>
                      <MsgId>M1</MsgId><CreDtTm>2026-02-28T09:00:00Z</CreDtTm><NbOfTxs>1</NbOfTxs>
                      <SttlmInf><SttlmMtd>CLRG</SttlmMtd></SttlmInf>
                    </GrpHdr>
                %s  </FIToFICstmrCdtTrf>
                </Document>
                """.formatted(transactions));
    }

    /** The message with one piece of its text replaced; the piece must be there. */
    public Pacs008Message with(String piece, String replacement) {
        if (!xml.contains(piece)) {
            throw new IllegalArgumentException("the message does not contain " + piece);
        }
        return new Pacs008Message(xml.replace(piece, replacement));
    }

    public byte[] bytes() {
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
