package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyringTest {

  private static final String PUBLIC_KEY = publicKey("k1");

  @Test
  void parse_goldenKeyring_readsEveryField() throws IOException, MalformedException {
    Keyring keyring = Keyring.parse(GoldenFiles.read("keyring.json"));

    assertThat(keyring.keys())
        .extracting(TrustedKey::id, TrustedKey::status, TrustedKey::retiredAt)
        .containsExactly(
            tuple("k1", KeyStatus.ACTIVE, null),
            tuple("k2", KeyStatus.ACTIVE, null),
            tuple("old", KeyStatus.RETIRED, GoldenEnvelopes.RETIRED_AT),
            tuple("stolen", KeyStatus.COMPROMISED, null));
    assertThat(keyring.find("k1").publicKey().toByteArray())
        .isEqualTo(new TestSigner("k1").publicKey());
    assertThat(keyring.find("k9")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | keys is missing",
        "{'keys':[]} | 1 to 64 keys",
        "{'keys':{}} | keys is not a list",
        "{'keys':[1]} | keys is not a list of objects",
        "{'keys':[{'publicKey':'PK','status':'active'}]} | keys[0].id is missing",
        "{'keys':[{'id':'a b','publicKey':'PK','status':'active'}]} | id is malformed",
        "{'keys':[{'id':'k1','status':'active'}]} | keys[0].publicKey is missing",
        "{'keys':[{'id':'k1','publicKey':'AAAA','status':'active'}]} | keys[0].publicKey",
        "{'keys':[{'id':'k1','publicKey':'?','status':'active'}]} | keys[0].publicKey",
        "{'keys':[{'id':'k1','publicKey':'PK'}]} | keys[0].status is missing",
        "{'keys':[{'id':'k1','publicKey':'PK','status':'ACTIVE'}]} | keys[0].status",
        "{'keys':[{'id':'k1','publicKey':'PK','status':'retired'}]} | retiredAt",
        "{'keys':[{'id':'k1','publicKey':'PK','status':'retired','retiredAt':'soon'}]}"
            + " | keys[0].retiredAt",
        "{'keys':[{'id':'k1','publicKey':'PK','status':'active'},"
            + "{'id':'k1','publicKey':'P2','status':'active'}]} | twice",
        "{'keys':[{'id':'k1','publicKey':'PK','status':'active'}],'keys':[]} | cannot be read"
      })
  void parse_malformedKeyring_namesTheField(String json, String named) {
    String text = json.replace('\'', '"').replace("PK", PUBLIC_KEY).replace("P2", publicKey("k2"));

    assertThatThrownBy(() -> Keyring.parse(text.getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(named);
  }

  /** With a small-order key anybody can make signatures that verify. */
  @ParameterizedTest
  @CsvSource({
    "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "xxdqcD1N2E-6PAt2DRBnDyogU_osOczGTsf9d5KsA3o"
  })
  void parse_smallOrderKey_isRefused(String publicKey) {
    String json =
        "{\"keys\":[{\"id\":\"k1\",\"publicKey\":\"" + publicKey + "\",\"status\":\"active\"}]}";

    assertThatThrownBy(() -> Keyring.parse(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("keys[0].publicKey");
  }

  /** Else a key marked as compromised could stay trusted under a second id. */
  @Test
  void parse_samePublicKeyUnderTwoIds_isRefused() {
    String json =
        """
        {"keys":[{"id":"k1","publicKey":"%1$s","status":"compromised"},
                 {"id":"k2","publicKey":"%1$s","status":"active"}]}
        """
            .formatted(PUBLIC_KEY);

    assertThatThrownBy(() -> Keyring.parse(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("twice");
  }

  private static String publicKey(String of) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(new TestSigner(of).publicKey());
  }
}
