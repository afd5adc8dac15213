package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.license.SecretText;
import com.bpmcentr.loadtests.bench.http.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks with keys that nobody has, each well-formed and another. */
final class Guesses implements Attacker {
  private final Target target;
  private final Supplier<InetAddress> addresses;
  private final int onOneConnection;
  private @Nullable Wire wire;
  private int sent;

  Guesses(Target target, Supplier<InetAddress> addresses, int onOneConnection) {
    this.target = target;
    this.addresses = addresses;
    this.onOneConnection = onOneConnection;
  }

  @Override
  public String act() throws IOException {
    Wire open = wire;
    if (open == null) {
      open = new Wire(target.connect(addresses.get()));
      wire = open;
      sent = 0;
    }
    String key = SecretText.compose("bpm_prod_", ThreadLocalRandom.current()::nextInt);
    String status = Integer.toString(open.send(new Check(key, "rozetka", "1").request()).status());
    sent++;
    if (sent >= onOneConnection) {
      giveUp();
    }
    return status;
  }

  @Override
  public void giveUp() throws IOException {
    if (wire != null) {
      wire.close();
      wire = null;
    }
  }
}
