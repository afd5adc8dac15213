package com.bpmcentr.edge.guard;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A range of addresses in CIDR notation (RFC 4632, RFC 4291): {@code 10.0.0.0/8}. */
final class AddressRange {

  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /**
   * Reads a range, or a single address; empty when it is neither, or has bits beyond its length.
   */
  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    return ClientAddress.bytes(address)
        .flatMap(
            network -> {
              int most = network.length * Byte.SIZE;
              int bits = slash < 0 ? most : length(text.substring(slash + 1));
              AddressRange range = new AddressRange(network, bits);
              return bits >= 0 && bits <= most && range.isCleanBeyondItsLength()
                  ? Optional.of(range)
                  : Optional.empty();
            });
  }

  private static int length(String digits) {
    return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
  }

  private boolean isCleanBeyondItsLength() {
    for (int bit = bits; bit < network.length * Byte.SIZE; bit++) {
      if ((network[bit / Byte.SIZE] & (0x80 >> (bit % Byte.SIZE))) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the address, of four or sixteen bytes, is in this range. */
  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    int rest = bits % Byte.SIZE;
    return Arrays.equals(address, 0, whole, network, 0, whole)
        && (rest == 0 || (address[whole] ^ network[whole]) >> (Byte.SIZE - rest) == 0);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(network) + "/" + bits;
  }
}
