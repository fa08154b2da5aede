package dev.visionlog.bridge.upstream;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** gRPC's futures in the form that Java knows. */
public final class Answer {
  private Answer() {}

  /** The same answer, or the same error; cancelling it cancels the call. */
  public static <T> CompletableFuture<T> of(ListenableFuture<T> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Futures.addCallback(
        call,
        new FutureCallback<T>() {
          @Override
          public void onSuccess(@Nullable T result) {
            answer.complete(result);
          }

          @Override
          public void onFailure(Throwable error) {
            answer.completeExceptionally(error);
          }
        },
        MoreExecutors.directExecutor());
    answer.whenComplete(
        (result, error) -> {
          if (answer.isCancelled()) {
            call.cancel(true);
          }
        });
    return answer;
  }
}
