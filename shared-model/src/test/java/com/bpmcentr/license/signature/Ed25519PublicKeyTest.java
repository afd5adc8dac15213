package com.bpmcentr.license.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519PublicKeyTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** RFC 8032, section 7.1, tests 1 to 3. */
  @ParameterizedTest
  @CsvSource({
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void verifies_vectorOfTheRfc_holds(String publicKey, String message, String signature) {
    Ed25519PublicKey key = new Ed25519PublicKey(HEX.parseHex(publicKey));

    assertThat(key.verifies(HEX.parseHex(message), HEX.parseHex(signature))).isTrue();
    assertThat(key.verifies(HEX.parseHex(message + "00"), HEX.parseHex(signature))).isFalse();
    assertThat(key.toByteArray()).isEqualTo(HEX.parseHex(publicKey));
  }

  /** RFC 8032, section 5.1.7: S must be below the group's order, or one signature has two forms. */
  @Test
  void verifies_signatureWithTheOrderAdded_fails() {
    Ed25519PublicKey key =
        new Ed25519PublicKey(
            HEX.parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    byte[] signature =
        HEX.parseHex(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    byte[] scalar = new byte[32];
    for (int i = 0; i < 32; i++) {
      scalar[i] = signature[63 - i];
    }
    byte[] other = new BigInteger(1, scalar).add(ORDER).toByteArray();
    for (int i = 0; i < 32; i++) {
      signature[63 - i] = i < 32 - other.length ? 0 : other[i - 32 + other.length];
    }

    assertThat(key.verifies(new byte[0], signature)).isFalse();
  }

  /** The points of order 1, 2, 4 and 8, whose signatures anybody can make. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void constructor_pointOfSmallOrder_isRefused(String point) {
    assertThatThrownBy(() -> new Ed25519PublicKey(HEX.parseHex(point)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A good key (the first of the RFC's) with a point of order 8 or 2 added: not of full order. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "3b5b475c4b82dd1572799fc546f4c6c03e478c6654aa4c7f945b347ea32af60d",
        "16a567fe7d4ef5482ab4012c369bf8c5f11e8d0c2559dcda50fde59708f8aee5"
      })
  void constructor_pointOfMixedOrder_isRefused(String point) {
    assertThatThrownBy(() -> new Ed25519PublicKey(HEX.parseHex(point)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void constructor_otherLength_isRefused(int length) {
    assertThatThrownBy(() -> new Ed25519PublicKey(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void verifies_signatureOfOtherLength_fails() {
    Ed25519PublicKey key =
        new Ed25519PublicKey(
            HEX.parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));

    assertThat(key.verifies(new byte[0], new byte[0])).isFalse();
    assertThat(key.verifies(new byte[0], new byte[63])).isFalse();
    assertThat(key.verifies(new byte[0], new byte[65])).isFalse();
  }
}
