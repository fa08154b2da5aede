package dev.visionlog.cli;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.visionlog.cli.output.JsonEntries;
import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.DeleteLogsRequest;
import dev.visionlog.v1.DeleteLogsResponse;
import dev.visionlog.v1.EntryError;
import dev.visionlog.v1.ExportLogsRequest;
import dev.visionlog.v1.ExportLogsResponse;
import dev.visionlog.v1.GetLogRequest;
import dev.visionlog.v1.GetLogResponse;
import dev.visionlog.v1.GetLogStatsRequest;
import dev.visionlog.v1.GetLogStatsResponse;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListLogsResponse;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogServiceGrpc.LogServiceImplBase;
import dev.visionlog.v1.LogStats;
import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailHeartbeat;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailLogsResponse;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the contract's promises in memory and breaks its streams as planned. Positions and ids are
 * 1, 2, 3 … in the order of storing. Of filters it knows bounds on the position only.
 */
final class FakeLogService extends LogServiceImplBase {
  private static final int TAIL_CHUNK = 10;
  private static final Pattern FROM = Pattern.compile("position >= (\\d+)");
  private static final Pattern TO = Pattern.compile("position <= (\\d+)");

  /**
   * For each tail in turn: after how many messages it breaks. Those after the last plan do not
   * break.
   */
  final Deque<Integer> tailBreaks = new ArrayDeque<>();

  /**
   * For each write stream in turn: after how many stored batches it breaks, without acknowledging
   * the last.
   */
  final Deque<Integer> writeBreaks = new ArrayDeque<>();

  final List<TailLogsRequest> tails = new ArrayList<>();
  final List<ListLogsRequest> lists = new ArrayList<>();
  final List<WriteLogsRequest> writes = new ArrayList<>();
  final List<DeleteLogsRequest> deletes = new ArrayList<>();
  final Deque<io.grpc.Status> listFailures = new ArrayDeque<>();
  private final List<LogEntry> stored = new ArrayList<>();
  private final List<StreamObserver<TailLogsResponse>> open = new ArrayList<>();

  /** Run once after the first tail has been answered. */
  Runnable afterFirstTail = () -> {};

  /** Positions that a tail leaves out as a gap: from, to. */
  long[] gap = new long[0];

  boolean acknowledges = true;
  boolean rejectsMessagesWithBad;
  private long lastSequence;

  synchronized List<LogEntry> stored() {
    return List.copyOf(stored);
  }

  synchronized void store(LogEntry.Builder entry) {
    long number = stored.size() + 1;
    stored.add(entry.setId(number).setPosition(number).build());
    TailLogsResponse message = entries(List.of(stored.get(stored.size() - 1)));
    open.forEach(tail -> tail.onNext(message));
  }

  synchronized int openTails() {
    return open.size();
  }

  @Override
  public synchronized void tailLogs(
      TailLogsRequest request, StreamObserver<TailLogsResponse> tail) {
    tails.add(request);
    ((ServerCallStreamObserver<TailLogsResponse>) tail).setOnCancelHandler(() -> forget(tail));
    int messagesLeft = tailBreaks.isEmpty() ? Integer.MAX_VALUE : tailBreaks.remove();
    int head = stored.size();
    int position =
        request.hasAfterPosition() ? (int) request.getAfterPosition() : head - request.getBacklog();
    TailHeartbeat heartbeat = TailHeartbeat.newBuilder().setHeadPosition(head).build();
    tail.onNext(
        TailLogsResponse.newBuilder().setHeartbeat(heartbeat).setPosition(position).build());
    while (position < head && messagesLeft-- > 0) {
      if (gap.length == 2 && position + 1 == gap[0]) {
        tail.onNext(gapMessage());
        position = (int) gap[1];
        continue;
      }
      int end = Math.min(head, position + TAIL_CHUNK);
      tail.onNext(entries(stored.subList(position, end)));
      position = end;
    }
    if (messagesLeft <= 0) {
      tail.onError(io.grpc.Status.UNAVAILABLE.withDescription("going away").asRuntimeException());
    } else {
      open.add(tail);
    }
    afterFirstTail.run();
    afterFirstTail = () -> {};
  }

  private synchronized void forget(StreamObserver<TailLogsResponse> tail) {
    open.remove(tail);
  }

  synchronized void forgetTails() {
    open.clear();
  }

  @Override
  public synchronized void listLogs(
      ListLogsRequest request, StreamObserver<ListLogsResponse> answer) {
    lists.add(request);
    if (!listFailures.isEmpty()) {
      answer.onError(listFailures.remove().asRuntimeException());
      return;
    }
    List<LogEntry> matching = stored.stream().filter(entry -> matches(entry, request)).toList();
    int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    int to = Math.min(matching.size(), from + Math.min(7, request.getPageSize()));
    ListLogsResponse.Builder page =
        ListLogsResponse.newBuilder()
            .addAllEntries(matching.subList(from, to))
            .setTotalSize(matching.size());
    if (to < matching.size()) {
      page.setNextPageToken(Integer.toString(to)).setSearchedUntil(matching.get(to).getTime());
    }
    answer.onNext(page.build());
    answer.onCompleted();
  }

  @Override
  public void getLog(GetLogRequest request, StreamObserver<GetLogResponse> answer) {
    stored().stream()
        .filter(entry -> entry.getId() == request.getId())
        .findFirst()
        .ifPresentOrElse(
            entry -> {
              answer.onNext(GetLogResponse.newBuilder().setEntry(entry).build());
              answer.onCompleted();
            },
            () ->
                answer.onError(
                    error(Code.NOT_FOUND, "There is no entry with the id " + request.getId(), "")));
  }

  @Override
  public void getLogStats(GetLogStatsRequest request, StreamObserver<GetLogStatsResponse> answer) {
    if (request.getFilter().contains("=>")) {
      answer.onError(error(Code.INVALID_ARGUMENT, "The filter cannot be read", "filter"));
      return;
    }
    LogStats stats =
        LogStats.newBuilder().setTotalCount(5).setErrorCount(2).setInfoCount(3).build();
    answer.onNext(GetLogStatsResponse.newBuilder().setStats(stats).build());
    answer.onCompleted();
  }

  @Override
  public void exportLogs(ExportLogsRequest request, StreamObserver<ExportLogsResponse> answer) {
    long count = 0;
    for (LogEntry entry : stored()) {
      String line = new JsonEntries().render(entry) + "\n";
      answer.onNext(
          ExportLogsResponse.newBuilder()
              .setData(ByteString.copyFromUtf8(line))
              .setEntryCount(++count)
              .build());
    }
    if (request.getFilter().contains("break")) {
      answer.onError(io.grpc.Status.UNAVAILABLE.withDescription("going away").asRuntimeException());
    } else {
      answer.onCompleted();
    }
  }

  @Override
  public synchronized void deleteLogs(
      DeleteLogsRequest request, StreamObserver<DeleteLogsResponse> answer) {
    deletes.add(request);
    answer.onNext(
        DeleteLogsResponse.newBuilder().setDeletedCount(42).setDryRun(request.getDryRun()).build());
    answer.onCompleted();
  }

  @Override
  public synchronized StreamObserver<WriteLogsRequest> writeLogs(
      StreamObserver<WriteLogsResponse> answers) {
    int batches = writeBreaks.isEmpty() ? Integer.MAX_VALUE : writeBreaks.remove();
    return new StreamObserver<>() {
      private int left = batches;

      @Override
      public void onNext(WriteLogsRequest request) {
        left--;
        take(request, answers, left);
      }

      @Override
      public void onError(Throwable t) {}

      @Override
      public void onCompleted() {
        answers.onCompleted();
      }
    };
  }

  private synchronized void take(
      WriteLogsRequest request, StreamObserver<WriteLogsResponse> answers, int left) {
    if (left < 0) {
      return;
    }
    writes.add(request);
    boolean duplicate = request.getSequence() <= lastSequence;
    WriteLogsResponse.Builder answer =
        WriteLogsResponse.newBuilder()
            .setAckedSequence(request.getSequence())
            .setDuplicate(duplicate);
    if (!duplicate) {
      lastSequence = request.getSequence();
      storeGood(request, answer);
    }
    if (left == 0) {
      answers.onError(
          io.grpc.Status.UNAVAILABLE.withDescription("going away").asRuntimeException());
    } else if (acknowledges) {
      answers.onNext(answer.build());
    }
  }

  private void storeGood(WriteLogsRequest request, WriteLogsResponse.Builder answer) {
    for (int i = 0; i < request.getEntriesCount(); i++) {
      LogEntry entry = request.getEntries(i);
      if (rejectsMessagesWithBad && entry.getMessage().contains("bad")) {
        answer.addErrors(
            EntryError.newBuilder()
                .setIndex(i)
                .setStatus(status(Code.INVALID_ARGUMENT, "The message is bad", "message")));
      } else if (entry.getLevel() == LogLevel.TRACE) {
        answer.setSuppressedCount(answer.getSuppressedCount() + 1);
      } else {
        store(entry.toBuilder());
      }
    }
  }

  private TailLogsResponse gapMessage() {
    TailGap missing =
        TailGap.newBuilder()
            .setFromPosition(gap[0])
            .setToPosition(gap[1])
            .setMatchedCount(gap[1] - gap[0] + 1)
            .build();
    return TailLogsResponse.newBuilder().setGap(missing).setPosition(gap[1]).build();
  }

  private static TailLogsResponse entries(List<LogEntry> entries) {
    long position = entries.get(entries.size() - 1).getPosition();
    return TailLogsResponse.newBuilder().addAllEntries(entries).setPosition(position).build();
  }

  private static boolean matches(LogEntry entry, ListLogsRequest request) {
    Matcher from = FROM.matcher(request.getFilter());
    Matcher to = TO.matcher(request.getFilter());
    boolean late = !from.find() || entry.getPosition() >= Long.parseLong(from.group(1));
    boolean early = !to.find() || entry.getPosition() <= Long.parseLong(to.group(1));
    boolean since =
        !request.hasStart()
            || !TimeText.instant(entry.getTime()).isBefore(TimeText.instant(request.getStart()));
    return late && early && since;
  }

  static StatusRuntimeException error(Code code, String message, String field) {
    return StatusProto.toStatusRuntimeException(status(code, message, field));
  }

  private static Status status(Code code, String message, String field) {
    Status.Builder status = Status.newBuilder().setCode(code.getNumber()).setMessage(message);
    ErrorInfo info = ErrorInfo.newBuilder().setDomain("visionlog.dev").setReason("FAKE").build();
    status.addDetails(Any.pack(info));
    if (!field.isEmpty()) {
      BadRequest.Builder bad = BadRequest.newBuilder();
      bad.addFieldViolationsBuilder().setField(field).setDescription("expected a value at 7");
      status.addDetails(Any.pack(bad.build()));
    }
    return status.build();
  }
}
