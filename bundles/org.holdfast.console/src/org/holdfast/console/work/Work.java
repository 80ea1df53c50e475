// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.work;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.holdfast.console.client.ControlException;
import org.holdfast.console.client.ControlException.Kind;
import org.holdfast.console.client.NodePlace;
import org.holdfast.console.client.view.Problem;
import org.holdfast.console.client.view.Progress;
import org.holdfast.console.clock.ConsoleClock;

/**
 * One piece of long work at a node. The call to the node is on a virtual thread of its own, because only such a thread lets
 * go of a connection when it is interrupted, which is how work is cancelled.
 */
public final class Work extends Job {
    /** How work stands. */
    public enum Stage {
        RUNNING,
        DONE,
        /** The node does it by itself as soon as it can. */
        WAITING,
        FAILED,
        CANCELLED
    }

    /** What came of it. @param waits whether the node does it later, by itself */
    public record Outcome(String text, List<Problem> problems, boolean waits) {
        public Outcome(String text, List<Problem> problems) {
            this(text, problems, false);
        }
    }

    /** What is to be done; reports progress, fails with a {@link ControlException}. */
    @FunctionalInterface
    public interface Task {
        Outcome run(Consumer<Progress> progress);
    }

    private final NodePlace place;
    private final Task task;
    private final Runnable changed;
    private final Instant begun = ConsoleClock.now();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Thread caller;
    private volatile Optional<Progress> progress = Optional.empty();
    private volatile Stage stage = Stage.RUNNING;
    private volatile Outcome result = new Outcome("", List.of());

    Work(NodePlace place, String title, Task task, Runnable changed) {
        super(title);
        this.place = place;
        this.task = task;
        this.changed = changed;
        this.caller = Thread.ofVirtual().name(title).unstarted(this::call);
    }

    private void call() {
        try {
            outcome.complete(task.run(this::hear));
        } catch (RuntimeException e) { // handed to the job, which says it
            outcome.completeExceptionally(e);
        }
    }

    private void hear(Progress now) {
        progress = Optional.of(now);
        changed.run();
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
        caller.start();
        try {
            Outcome what = outcome.get();
            return end(what.waits() ? Stage.WAITING : Stage.DONE, what);
        } catch (ExecutionException e) {
            return end(e.getCause());
        } catch (InterruptedException e) {
            caller.interrupt();
            Thread.currentThread().interrupt();
            return end(Stage.CANCELLED, new Outcome("", List.of()));
        } finally {
            monitor.done();
        }
    }

    private IStatus end(Throwable cause) {
        boolean cancelled = cause instanceof ControlException failure && failure.kind() == Kind.CANCELLED;
        String message = cause instanceof ControlException ? cause.getMessage() : cause.toString();
        return end(
                cancelled ? Stage.CANCELLED : Stage.FAILED,
                new Outcome(message == null ? cause.toString() : message, List.of()));
    }

    /** The platform needs to show nobody a dialog: whoever started it, and the list of activity, say what came of it. */
    private IStatus end(Stage how, Outcome what) {
        result = what;
        stage = how;
        changed.run();
        return how == Stage.CANCELLED ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }

    @Override
    protected void canceling() {
        caller.interrupt();
    }

    public NodePlace place() {
        return place;
    }

    public Instant begun() {
        return begun;
    }

    public Stage stage() {
        return stage;
    }

    /** The latest; empty before the node has said anything. */
    public Optional<Progress> progress() {
        return progress;
    }

    /** While it runs there is nothing in it. */
    public Outcome result() {
        return result;
    }
}
