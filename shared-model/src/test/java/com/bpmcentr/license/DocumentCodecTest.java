package com.bpmcentr.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentCodecTest {

  @ParameterizedTest
  @MethodSource("documents")
  void encode_goldenDocument_givesItsBytes(String name) throws IOException {
    assertThat(DocumentCodec.encode(GoldenDocuments.all().get(name)))
        .isEqualTo(GoldenFiles.read("documents/" + name + ".json"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void decode_goldenBytes_givesTheDocument(String name) throws Exception {
    Document document = GoldenDocuments.all().get(name);
    JsonFields payload = JsonFields.parse(GoldenFiles.read("documents/" + name + ".json"));

    assertThat(DocumentCodec.format(payload)).isEqualTo(DocumentCodec.FORMAT);
    assertThat(DocumentCodec.decode(document.payloadType(), payload)).isEqualTo(document);
  }

  @Test
  void time_finerThanTheMillisecond_isCut() {
    Checkpoint golden = GoldenDocuments.checkpoint();
    Instant fine = golden.issuedAt().plusNanos(999_999);

    Checkpoint checkpoint =
        new Checkpoint(
            golden.position(),
            golden.chain(),
            golden.root(),
            golden.auditHead(),
            fine,
            golden.expiresAt());

    assertThat(checkpoint).isEqualTo(golden);
  }

  @Test
  void time_outsideTheYearsOneToNineThousand_isRefused() {
    Checkpoint golden = GoldenDocuments.checkpoint();

    assertThatThrownBy(
            () ->
                new Checkpoint(
                    golden.position(),
                    golden.chain(),
                    golden.root(),
                    golden.auditHead(),
                    golden.issuedAt(),
                    Instant.parse("+10000-01-01T00:00:00Z")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expiresAt");
  }

  static Set<String> documents() {
    return GoldenDocuments.all().keySet();
  }
}
