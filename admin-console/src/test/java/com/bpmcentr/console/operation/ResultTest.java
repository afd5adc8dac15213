package com.bpmcentr.console.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.operation.Refusal.AlreadyExists;
import com.bpmcentr.console.operation.Refusal.VersionConflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultTest {

  private static final Refusal TAKEN = new AlreadyExists("name");

  @Test
  void each_noneRefused_hasAllInOrder() {
    assertThat(Result.each(List.of(3, 1, 2), n -> Result.done("n" + n)))
        .isEqualTo(Result.done(List.of("n3", "n1", "n2")));
  }

  @Test
  void each_oneRefused_isRefusedAndGoesNoFurther() {
    List<Integer> taken = new ArrayList<>();

    Result<List<Integer>> result =
        Result.each(
            List.of(1, 2, 3),
            n -> {
              taken.add(n);
              return n == 2 ? Result.refused(TAKEN) : Result.done(n);
            });

    assertThat(result).isEqualTo(Result.refused(TAKEN));
    assertThat(taken).containsExactly(1, 2);
  }

  @Test
  void unless_problem_isRefusedAndNothingIsDone() {
    List<String> done = new ArrayList<>();

    Result<Boolean> result = Result.unless(Optional.of(TAKEN), () -> Result.done(done.add("work")));

    assertThat(result).isEqualTo(Result.refused(TAKEN));
    assertThat(done).isEmpty();
  }

  @Test
  void unless_noProblem_isWhatTheWorkSays() {
    assertThat(Result.unless(Optional.empty(), () -> Result.done(1))).isEqualTo(Result.done(1));
  }

  @Test
  void versionConflict_isWhereAnotherVersionWasLookedAt() {
    assertThat(VersionConflict.between(4, 5)).contains(new VersionConflict(4, 5));
    assertThat(VersionConflict.between(5, 5)).isEmpty();
    assertThat(VersionConflict.between(null, 5)).isEmpty();
  }
}
