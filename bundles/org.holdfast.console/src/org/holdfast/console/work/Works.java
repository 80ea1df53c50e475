// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.holdfast.console.client.NodePlace;

/** All work that was started since the console was; of what has ended the last ones. Any thread may ask. */
public final class Works {
    private static final int REMEMBERED = 100;

    private final Deque<Work> works = new ArrayDeque<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Begins it. */
    public Work start(NodePlace place, String title, Work.Task task) {
        Work work = new Work(place, title, task, this::changed);
        synchronized (works) {
            works.addFirst(work);
            if (works.size() > REMEMBERED) {
                works.removeLastOccurrence(oldestEnded());
            }
        }
        work.setUser(false);
        work.schedule();
        changed();
        return work;
    }

    private Work oldestEnded() {
        Work oldest = works.getFirst();
        for (Work each : works) {
            oldest = each.stage() == Work.Stage.RUNNING ? oldest : each;
        }
        return oldest;
    }

    /** The latest first. */
    public List<Work> all() {
        synchronized (works) {
            return List.copyOf(works);
        }
    }

    /** Is told of each change, on the thread that made it, often. @return what ends it */
    public Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Before the console ends: what runs is cancelled, except that a node goes on with a backup by itself. */
    public void cancelAll() {
        all().forEach(Work::cancel);
    }
}
