// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.overview;

import java.util.List;
import org.holdfast.console.client.ControlClient;
import org.holdfast.console.client.ControlException;
import org.holdfast.console.client.view.Snapshot;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.holdfast.console.work.Work;

/** A backup that a person asked for. The node goes on with it when the console is closed. */
final class BackUp {
    private BackUp() {}

    static String title() {
        return Texts.of("work.backup");
    }

    static Work.Task task(ControlClient client) {
        return progress -> {
            Snapshot made;
            try {
                made = client.backup(progress);
            } catch (ControlException e) {
                if (e.code().equals("NOT_ENOUGH_PARTNERS")) {
                    return new Work.Outcome(e.getMessage(), List.of(), true);
                }
                throw e;
            }
            String text = Texts.of(
                    "work.backup.done",
                    Texts.word("protection", made.state()),
                    Amounts.count(made.files()),
                    Amounts.bytes(made.bytes()),
                    Amounts.bytes(made.newBytes()));
            return new Work.Outcome(text, made.problems());
        };
    }
}
