package io.github.latchkey.relay.server;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process with exit code 1 if it cannot serve any more, so that a supervisor starts it
 * again. Without it a dispatcher that died of an OutOfMemoryError leaves a process that accepts
 * nothing, or one that ends with exit code 0 as if it had been stopped.
 */
final class FailFast {
  /** The threads that the JDK's server cannot do without. */
  private static final List<String> SERVER_THREADS =
      List.of("HTTP-Dispatcher", "idle-timeout-task", "req-rsp-timeout-task");

  private static final int CHECK_SECONDS = 5;

  private FailFast() {}

  /** From now on, a thread that dies of an error of the JVM ends the process. */
  static void onErrors(PrintStream err) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          if (failure instanceof VirtualMachineError) {
            exit(err, thread.getName() + " died of " + failure.getClass().getName());
          }
        });
  }

  /** From now on, the process ends if one of the server's threads is no longer there. */
  static void onDeadServerThreads(PrintStream err) {
    List<Thread> watched =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> SERVER_THREADS.contains(thread.getName()))
            .toList();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "latchkey-fail-fast");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(
        () -> check(watched, err), CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
  }

  private static void check(List<Thread> watched, PrintStream err) {
    for (Thread thread : watched) {
      if (!thread.isAlive() && !isStopping()) {
        exit(err, "the server's thread " + thread.getName() + " has died");
      }
    }
  }

  /** While the relay stops, its server's threads end as they should. */
  private static boolean isStopping() {
    return Main.isStopping();
  }

  private static void exit(PrintStream err, String reason) {
    // Without memory even this line may fail, and the process must end anyway.
    try {
      err.println("latchkey-relay: exits with code 1, since " + reason + ".");
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }
}
