package com.bpmcentr.loadtests.bench.scenario;

import java.net.InetAddress;

/** The ways in which an edge is attacked. */
enum Attack {
  GUESSES_OF_FEW("unknown keys, 4 addresses", false) {
    @Override
    Attacker attacker(Target target, int number) {
      return new Guesses(target, () -> address(number % 4), Integer.MAX_VALUE);
    }
  },
  GUESSES_OF_MANY("unknown keys, 4,000 addresses", false) {
    @Override
    Attacker attacker(Target target, int number) {
      Counter counter = new Counter(number * 250);
      return new Guesses(target, () -> address(counter.next(250)), 20);
    }
  },
  MALFORMED("malformed requests", false) {
    @Override
    Attacker attacker(Target target, int number) {
      return new MalformedRequests(target, address(number));
    }
  },
  CHURN("connected and reset", false) {
    @Override
    Attacker attacker(Target target, int number) {
      return new Churn(target, address(number));
    }
  },
  SLOW("heads and bodies a byte at a time, 512 connections", false) {
    @Override
    Attacker attacker(Target target, int number) {
      return new SlowSenders(target, address(number));
    }
  },
  GUESSES_BY_TLS("TLS: unknown keys, 4 addresses", true) {
    @Override
    Attacker attacker(Target target, int number) {
      return new Guesses(target, () -> address(number % 4), Integer.MAX_VALUE);
    }
  },
  HANDSHAKES("TLS: handshakes begun and reset", true) {
    @Override
    Attacker attacker(Target target, int number) {
      return new Churn(target, address(number));
    }
  },
  RAPID_RESET("TLS: HTTP/2 rapid reset", true) {
    @Override
    Attacker attacker(Target target, int number) {
      return new RapidReset(target, address(number));
    }
  };

  /** Attackers at the same time, each with a thread of its own. */
  static final int ATTACKERS = 16;

  private final String title;
  private final boolean tls;

  Attack(String title, boolean tls) {
    this.title = title;
    this.tls = tls;
  }

  String title() {
    return title;
  }

  /** Whether it is one on an edge that speaks TLS. */
  boolean tls() {
    return tls;
  }

  abstract Attacker attacker(Target target, int number);

  /** The loopback has millions; that of the honest is none of these. */
  static InetAddress address(int number) {
    return InetAddress.ofLiteral("127.1.%d.%d".formatted(number / 250, 1 + number % 250));
  }

  /** From a first number on, and round again. */
  private static final class Counter {
    private final int first;
    private int count;

    Counter(int first) {
      this.first = first;
    }

    int next(int most) {
      return first + count++ % most;
    }
  }
}
