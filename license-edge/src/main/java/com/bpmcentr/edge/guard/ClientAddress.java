package com.bpmcentr.edge.guard;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Whom a limit counts against: an IPv4 address, or the /64 of an IPv6 address, since whoever has
 * one address of a /64 has them all.
 *
 * @param network the 32 bits of an IPv4 address, or the first 64 of an IPv6 one; they cannot be
 *     mistaken, since ::/32 is nobody's (RFC 4291, section 2.4)
 */
public record ClientAddress(long network) {

  private static final int IPV4_BYTES = 4;
  private static final int MAPPED_PREFIX = 12;

  /** Of four or sixteen bytes, in the order of the network. */
  static ClientAddress of(byte[] address) {
    ByteBuffer bytes = ByteBuffer.wrap(unmapped(address));
    return new ClientAddress(
        bytes.remaining() == IPV4_BYTES ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong());
  }

  /**
   * The bytes of an address, not of a name; IPv4 in its IPv6 clothes (::ffff:a.b.c.d) undressed.
   */
  static Optional<byte[]> bytes(String text) {
    // a zone (fe80::1%eth0) is of this machine and no address of anybody's
    byte[] bytes = text.indexOf('%') >= 0 ? null : NetUtil.createByteArrayFromIpAddressString(text);
    return Optional.ofNullable(bytes).map(ClientAddress::unmapped);
  }

  /** The bytes of a connection's other end. */
  static byte[] bytes(InetSocketAddress remote) {
    return unmapped(remote.getAddress().getAddress());
  }

  private static byte[] unmapped(byte[] address) {
    if (address.length == IPV4_BYTES) {
      return address;
    }
    for (int i = 0; i < MAPPED_PREFIX; i++) {
      if (address[i] != (i < MAPPED_PREFIX - 2 ? 0 : (byte) 0xFF)) {
        return address;
      }
    }
    return new byte[] {address[12], address[13], address[14], address[15]};
  }
}
