package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * What an edge reads of a stranger's making, under any bytes. As a plain test each goes over its
 * kept inputs; CONTRIBUTING.md says how to look for more.
 */
class DocumentsFuzzTest {

  @FuzzTest
  void license_anyPayload_usualReadingIsTheGeneralOne(byte[] payload) {
    License usual = UsualLicense.read(payload);
    if (usual != null) {
      assertThat(general(PayloadType.LICENSE, payload)).isEqualTo(usual);
    }
  }

  @FuzzTest
  void document_anyPayload_isReadOrMalformed(byte[] payload) {
    for (PayloadType type : PayloadType.values()) {
      Document document = general(type, payload);
      if (document != null) {
        assertThat(general(type, DocumentCodec.encode(document))).isEqualTo(document);
      }
    }
  }

  private static Document general(PayloadType type, byte[] payload) {
    try {
      JsonFields fields = JsonFields.parse(payload);
      return DocumentCodec.format(fields) == DocumentCodec.FORMAT
          ? DocumentCodec.decode(type, fields)
          : null;
    } catch (MalformedException e) {
      return null;
    }
  }

  @FuzzTest
  void envelope_anyJson_isReadOrMalformed(byte[] json) {
    SignedDocument document;
    try {
      document = DsseEnvelope.decode(json);
    } catch (MalformedException e) {
      return;
    }
    try {
      assertThat(DsseEnvelope.decode(DsseEnvelope.encode(document))).isEqualTo(document);
    } catch (MalformedException e) {
      throw new AssertionError("what was read cannot be written", e);
    }
  }

  @FuzzTest
  void feedPosition_anyText_isReadAsItIsWritten(byte[] text) {
    String position = new String(text, ISO_8859_1);
    FeedPosition.parse(position)
        .ifPresent(read -> assertThat(FeedPosition.parse(read.toString())).contains(read));
  }
}
