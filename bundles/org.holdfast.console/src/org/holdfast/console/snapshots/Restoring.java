// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.holdfast.console.client.ControlClient;
import org.holdfast.console.client.view.Problem;
import org.holdfast.console.client.view.Progress;
import org.holdfast.console.client.view.Restored;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.holdfast.console.work.Work;

/** A restore of several paths, one after the other, with one result. */
final class Restoring implements Work.Task {
    private final ControlClient client;
    private final List<RestoreItem> items;
    private final String target;
    private final boolean overwrite;

    Restoring(ControlClient client, List<RestoreItem> items, String target, boolean overwrite) {
        this.client = client;
        this.items = List.copyOf(items);
        this.target = target;
        this.overwrite = overwrite;
    }

    String title() {
        return items.size() == 1
                ? Texts.of("work.restore.one", items.getFirst().path(), target)
                : Texts.of("work.restore.many", Amounts.count(items.size()), target);
    }

    @Override
    public Work.Outcome run(Consumer<Progress> progress) {
        long files = 0;
        long bytes = 0;
        long fetched = 0;
        long errors = 0;
        List<Problem> problems = new ArrayList<>();
        for (RestoreItem item : items) {
            Restored restored = client.restore(item.snapshot().id(), item.path(), target, overwrite, progress);
            files += restored.files();
            bytes += restored.bytes();
            fetched += restored.fetchedBytes();
            errors += restored.errors();
            problems.addAll(restored.problems());
        }
        String text = Texts.of(
                "work.restore.done", Amounts.count(files), Amounts.bytes(bytes), target, Amounts.bytes(fetched));
        return new Work.Outcome(
                errors == 0 ? text : text + " " + Texts.of("work.restore.errors", Amounts.count(errors)), problems);
    }
}
