package dev.visionlog.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.store.CategoryStore;
import dev.visionlog.server.store.CategoryStore.Category;
import dev.visionlog.server.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CategoriesIT {
  private final TestDatabase testDatabase = TestDatabase.createMigrated();
  private final Database database =
      Database.open(testDatabase.jdbcUrl(), testDatabase.user(), testDatabase.password(), 8);
  private final CategoryStore categories = new PostgresCategoryStore(database);

  @AfterEach
  void close() {
    database.close();
    testDatabase.drop();
  }

  @Test
  void ids_areGivenInTheOrderOfNamesAndKept() {
    assertThat(categories.ids(List.of("dog", "cat"))).isEqualTo(Map.of("cat", 1, "dog", 2));
    assertThat(categories.ids(List.of("ant", "dog", "ant, \"{}\" 'é😀'")))
        .isEqualTo(Map.of("ant", 3, "dog", 2, "ant, \"{}\" 'é😀'", 4));
    assertThat(categories.all())
        .containsExactly(
            new Category(1, "cat"),
            new Category(2, "dog"),
            new Category(3, "ant"),
            new Category(4, "ant, \"{}\" 'é😀'"));
  }

  @Test
  void ids_areTheSameForEveryoneAtTheSameTime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<Map<String, Integer>>> answers =
        IntStream.range(0, 30)
            .mapToObj(
                i -> threads.submit(() -> categories.ids(List.of("c" + i / 3, "c" + (i / 3 + 1)))))
            .toList();
    for (Future<Map<String, Integer>> answer : answers) {
      assertThat(categories.ids(answer.get().keySet())).isEqualTo(answer.get());
    }
    threads.shutdown();

    assertThat(categories.all())
        .extracting(Category::id)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }
}
