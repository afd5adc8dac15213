package com.bpmcentr.console.due;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** How each kind of due work stands. */
@Component
public class DueStandings {

  private final DueRepository rows;

  DueStandings(DueRepository rows) {
    this.rows = rows;
  }

  /**
   * How one kind stands.
   *
   * @param reached up to when all is done
   * @param failed how many wait to be tried again
   */
  public record Standing(String work, Instant reached, long failed) {

    private static final Duration LATE = Duration.ofMinutes(5);

    /** Whether somebody should look: a console looks every ten seconds. */
    public boolean isBehind(Instant now) {
      return reached.isBefore(now.minus(LATE));
    }
  }

  /** Of every kind that any console has worked on, by name. */
  public List<Standing> all() {
    return all(Integer.MAX_VALUE);
  }

  /** The same, with what failed of each kind counted no further than {@code most}. */
  List<Standing> all(int most) {
    return rows.standings(most);
  }
}
