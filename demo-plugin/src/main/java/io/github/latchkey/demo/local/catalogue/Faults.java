package io.github.latchkey.demo.local.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Faults that were ordered of the API, each for one call. */
public final class Faults {
  /** What a call meets instead of an answer. */
  public enum Fault {
    /** 429, with {@code Retry-After} of a second. */
    TOO_MANY_REQUESTS("429"),
    /** 500. */
    SERVER_ERROR("500"),
    /** An answer that breaks off in its middle, as where the network fails. */
    CUT("cut"),
    /** 401: the token of the call is no longer taken, in this call and later ones. */
    TOKEN_ENDED("token"),
    /** An answer, three seconds late. */
    SLOW("slow"),
    /** An answer when {@link Faults#clear} is called. */
    HELD("held");

    private final String name;

    Fault(String name) {
      this.name = name;
    }

    /** The fault that an order names; null where there is none of this name. */
    public static Fault named(String name) {
      for (Fault fault : values()) {
        if (fault.name.equals(name)) {
          return fault;
        }
      }
      return null;
    }
  }

  private record Order(Fault fault, int page) {}

  private final List<Order> orders = new ArrayList<>();
  private CountDownLatch held = new CountDownLatch(1);

  /**
   * Orders a fault.
   *
   * @param page the page whose call meets it, from 1; 0 for the next call of any page
   */
  public synchronized void order(Fault fault, int page) {
    orders.add(new Order(fault, page));
  }

  /** The fault that a call of a page meets, which is then done; null for none. */
  public synchronized Fault take(int page) {
    for (Order order : orders) {
      if (order.page() == 0 || order.page() == page) {
        orders.remove(order);
        return order.fault();
      }
    }
    return null;
  }

  /** Whether each that was ordered has met its call. */
  public synchronized boolean areMet() {
    return orders.isEmpty();
  }

  /** Takes back what was ordered, and lets the calls go on that are held. */
  public synchronized void clear() {
    orders.clear();
    held.countDown();
    held = new CountDownLatch(1);
  }

  /** Waits for the next {@link #clear}. */
  public void awaitRelease() throws InterruptedException {
    CountDownLatch now;
    synchronized (this) {
      now = held;
    }
    now.await();
  }
}
