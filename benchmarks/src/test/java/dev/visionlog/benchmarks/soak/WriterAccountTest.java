package dev.visionlog.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.benchmarks.soak.Writer.Claim;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WriterAccountTest {
  private final Names names = new Names();

  @Test
  void account_isWellWhenAllThatIsSafeIsStored() {
    assertThat(findings(3, 1, 2, 3)).isEmpty();
  }

  @Test
  void account_isWellWhenMoreIsStored() {
    assertThat(findings(2, 1, 2, 3)).isEmpty();
  }

  @Test
  void account_findsWhatIsSafeAndNotStored() {
    assertThat(findings(3, 1, 2))
        .singleElement()
        .asString()
        .contains("1 missing", "the first of them 3");
  }

  @Test
  void account_findsHolesBeforeWhatIsStored() {
    assertThat(findings(1, 1, 3))
        .singleElement()
        .asString()
        .contains("1 missing", "the first of them 2");
  }

  @Test
  void account_findsWhatIsStoredTwice() {
    assertThat(findings(2, 1, 2, 2)).singleElement().asString().contains("1 stored twice");
  }

  @Test
  void account_findsWhatIsOutOfOrder() {
    assertThat(findings(3, 1, 3, 2)).singleElement().asString().contains("1 out of order");
  }

  private List<String> findings(long safe, long... stored) {
    StoredRows rows = new StoredRows(LongStream.of(stored).map(this::key).toArray());
    WriterAccount account =
        WriterAccount.of(List.of(new Claim("child-1", safe)), rows, names).get(0);
    return account.findings();
  }

  private long key(long number) {
    return names.key(Optional.of(Canary.now("child-1", number)));
  }
}
