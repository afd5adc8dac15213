package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All who attack in one way, in a process of its own. It only gets what the honest client leaves of
 * their processor (SCHED_IDLE, sched(7)): else that client's times would be those of waiting for
 * the attackers, not for the edge.
 */
final class Attackers implements AutoCloseable {
  private static final int START_SECONDS = 30;
  private static final Pattern ATTACKING = Pattern.compile("(?m)^attacking$");
  private static final Pattern DONE = Pattern.compile("(?m)^acts=(\\d+) (.*)$");

  private final BenchProcess process;

  private Attackers(BenchProcess process) {
    this.process = process;
  }

  /**
   * What came of it.
   *
   * @param acts how many there were in all
   * @param outcomes how often what came of them
   */
  record Result(long acts, String outcomes) {}

  /** Starts them, and waits until the first has acted. */
  static Attackers start(
      Project project, int core, Target target, Attack attack, int rate, int seconds)
      throws IOException {
    BenchProcess process =
        BenchProcess.start(
            "attackers",
            project,
            OptionalInt.of(core),
            List.of(
                "chrt",
                "--idle",
                "0",
                project.java(),
                "-Xms128m",
                "-XX:+UseSerialGC",
                "-cp",
                project.classPath(),
                Attackers.class.getName(),
                Integer.toString(target.port()),
                attack.name(),
                Integer.toString(rate),
                Integer.toString(seconds)),
            Map.of(),
            project.benchFolder().resolve("attackers.log"));
    process.awaitReady(START_SECONDS, () -> ATTACKING.matcher(process.output()).find());
    return new Attackers(process);
  }

  /** Waits for their end. */
  Result result(int seconds) throws IOException {
    process.awaitSuccess(seconds + START_SECONDS);
    Matcher done = DONE.matcher(process.output());
    if (!done.find()) {
      throw new IOException("the attackers said nothing of what they did");
    }
    return new Result(Long.parseLong(done.group(1)), done.group(2));
  }

  @Override
  public void close() {
    process.close();
  }

  /** Arguments: port, the attack, acts a second, seconds. */
  public static void main(String[] arguments) {
    Attack attack = Attack.valueOf(arguments[1]);
    Target target = new Target(Integer.parseInt(arguments[0]), attack.tls());
    Timetable timetable =
        new Timetable(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    Map<String, AtomicLong> outcomes = new ConcurrentHashMap<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.parseInt(arguments[3]));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Attack.ATTACKERS; i++) {
      Attacker attacker = attack.attacker(target, i);
      threads.add(Thread.ofPlatform().start(() -> attack(attacker, timetable, end, outcomes)));
    }
    System.out.println("attacking");
    for (Thread thread : threads) {
      join(thread);
    }
    long acts = outcomes.values().stream().mapToLong(AtomicLong::get).sum();
    System.out.println("acts=" + acts + " " + told(outcomes, acts));
  }

  private static void attack(
      Attacker attacker, Timetable timetable, long end, Map<String, AtomicLong> outcomes) {
    while (timetable.awaitNext() >= 0 && System.nanoTime() - end < 0) {
      String outcome;
      try {
        outcome = attacker.act();
      } catch (IOException e) {
        outcome = "cut off";
        giveUp(attacker);
      }
      outcomes.computeIfAbsent(outcome, first -> new AtomicLong()).incrementAndGet();
    }
  }

  private static void giveUp(Attacker attacker) {
    try {
      attacker.giveUp();
    } catch (IOException e) {
      // it is gone either way
    }
  }

  private static String told(Map<String, AtomicLong> outcomes, long acts) {
    List<String> shares = new ArrayList<>();
    new TreeMap<>(outcomes)
        .forEach(
            (outcome, count) ->
                shares.add("%.1f %% %s".formatted(100.0 * count.get() / acts, outcome)));
    return String.join(", ", shares);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
