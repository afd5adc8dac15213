package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DocumentCodecPropertiesTest {

  @Property(edgeCases = EdgeCasesMode.NONE)
  void decode_ofWhatWasEncoded_givesTheDocument(@ForAll("documents") Document document)
      throws MalformedException {
    JsonFields payload = JsonFields.parse(DocumentCodec.encode(document));

    assertThat(DocumentCodec.decode(document.payloadType(), payload)).isEqualTo(document);
  }

  /** One document has one payload, so a hash of the payload names the document. */
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void encode_ofWhatWasDecoded_givesTheSameBytes(@ForAll("documents") Document document)
      throws MalformedException {
    byte[] payload = DocumentCodec.encode(document);
    Document decoded = DocumentCodec.decode(document.payloadType(), JsonFields.parse(payload));

    assertThat(DocumentCodec.encode(decoded)).isEqualTo(payload);
    assertThat(new String(payload, US_ASCII).getBytes(US_ASCII)).isEqualTo(payload);
  }

  @Provide
  Arbitrary<Document> documents() {
    return AnyDocument.any();
  }
}
