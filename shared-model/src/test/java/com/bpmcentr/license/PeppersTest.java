package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeppersTest {

  private static final String SECRET = "A".repeat(43);

  @Test
  void digests_goldenSecrets_areHmacSha256ActivePepperFirst() throws Exception {
    Peppers peppers = GoldenPeppers.read();
    for (JsonNode vector : GoldenVectors.list("key-digests.json")) {
      String secret = vector.get("secret").asText();
      List<String> kept = vector.get("digests").valueStream().map(JsonNode::asText).toList();

      assertThat(peppers.digests(secret)).extracting(KeyDigest::toBase64Url).isEqualTo(kept);
      assertThat(kept).isEqualTo(List.of(hmac("p1", secret), hmac("p2", secret)));
      assertThat(peppers.digest(secret).pepperId()).isEqualTo("p1");
      assertThat(peppers.digest(secret).digest().toBase64Url()).isEqualTo(kept.getFirst());
    }
  }

  @Test
  void presented_severalPeppers_hasTheDigestUnderEachActivePepperFirst() {
    Peppers peppers = GoldenPeppers.read();
    List<KeyDigest> digests = peppers.digests("key 7");

    SecretDigests presented = peppers.presented("key 7");

    assertThat(presented.count()).isEqualTo(digests.size()).isGreaterThan(1);
    for (int i = 0; i < digests.size(); i++) {
      assertThat(presented.get(i)).isEqualTo(digests.get(i));
    }
  }

  /** Against the platform's HMAC: any text, any length of pepper, one after the other. */
  @Property(tries = 500)
  void digest_ofAnySecretUnderAnyPepper_isHmacSha256(
      @ForAll("secrets") String secret, @ForAll @Size(min = 32, max = 200) byte[] pepper)
      throws Exception {
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(pepper);
    Peppers peppers =
        Peppers.parse(
            "{\"active\":\"p\",\"peppers\":[{\"id\":\"p\",\"secret\":\"%s\"}]}"
                .formatted(encoded)
                .getBytes(UTF_8));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(pepper, "HmacSHA256"));

    KeyDigest digest = peppers.digest(secret).digest();

    assertThat(digest.toByteArray()).isEqualTo(mac.doFinal(secret.getBytes(UTF_8)));
    assertThat(peppers.digests(secret)).containsExactly(digest);
    assertThat(peppers.presented(secret)).isEqualTo(digest);
    assertThat(peppers.presented(secret).get(0)).isEqualTo(digest);
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ascii().ofMaxLength(300),
        Arbitraries.strings().all().ofMaxLength(300));
  }

  @Test
  void digest_fromManyThreads_isAlwaysTheSame() {
    Peppers peppers = GoldenPeppers.read();
    KeyDigest expected = peppers.digest("key 7").digest();
    List<CompletableFuture<KeyDigest>> digests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      digests.add(CompletableFuture.supplyAsync(() -> peppers.digest("key 7").digest()));
    }

    assertThat(digests).extracting(CompletableFuture::join).containsOnly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | active is missing",
        "{'active':'p1'} | peppers is missing",
        "{'active':'p1','peppers':[]} | peppers must be 1 to 8",
        "{'active':'p2','peppers':[{'id':'p1','secret':'S'}]} | active names none",
        "{'active':'p1','peppers':[{'secret':'S'}]} | peppers[0].id is missing",
        "{'active':'p1','peppers':[{'id':'p1'}]} | peppers[0].secret is missing",
        "{'active':'p1','peppers':[{'id':'p1','secret':'AAAA'}]} | peppers[0].secret",
        "{'active':'p1','peppers':[{'id':'p1','secret':'*'}]} | peppers[0].secret",
        "{'active':'p 1','peppers':[{'id':'p 1','secret':'S'}]} | id is malformed",
        "{'active':'p1','peppers':[{'id':'p1','secret':'S'},{'id':'p1','secret':'S'}]} | twice"
      })
  void parse_malformedFile_namesTheFieldAndNoSecret(String json, String named) {
    byte[] bytes = json.replace('\'', '"').replace("\"S\"", '"' + SECRET + '"').getBytes(UTF_8);

    assertThatThrownBy(() -> Peppers.parse(bytes))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(named)
        .message()
        .doesNotContain(SECRET);
  }

  @Test
  void parse_moreThanEight_isRefused() {
    List<String> peppers = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      peppers.add("{\"id\":\"p" + i + "\",\"secret\":\"" + SECRET + "\"}");
    }
    String json = "{\"active\":\"p0\",\"peppers\":[" + String.join(",", peppers) + "]}";

    assertThatThrownBy(() -> Peppers.parse(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("1 to 8");
  }

  private static String hmac(String pepperId, String secret) throws Exception {
    for (JsonNode pepper : GoldenVectors.object("peppers.json").get("peppers")) {
      if (pepper.get("id").asText().equals(pepperId)) {
        byte[] key = Base64.getUrlDecoder().decode(pepper.get("secret").asText());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] digest = mac.doFinal(secret.getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
      }
    }
    throw new AssertionError("no pepper " + pepperId);
  }
}
