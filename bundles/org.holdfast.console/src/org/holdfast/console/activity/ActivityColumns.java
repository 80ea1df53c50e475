// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.activity;

import java.util.List;
import org.holdfast.console.client.view.Event;
import org.holdfast.console.client.view.Progress;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.Tone;
import org.holdfast.console.work.Work;

/** How work and the log are shown. */
final class ActivityColumns {
    private ActivityColumns() {}

    static List<Column<Work>> works() {
        return List.of(
                Column.text("column.work", 330, Work::getName),
                Column.word("column.begun", 150, Work::begun, each -> Amounts.second(each.begun())),
                Column.word(
                        "column.state",
                        90,
                        Work::stage,
                        each -> Texts.word("stage", each.stage().name())),
                Column.text("column.progress", 460, ActivityColumns::progress),
                Column.text("column.node", 200, each -> each.place().shown()));
    }

    private static String progress(Work work) {
        return work.stage() == Work.Stage.RUNNING
                ? work.progress().map(ActivityColumns::progress).orElse("")
                : work.result().text();
    }

    static String progress(Progress progress) {
        return Texts.of(
                progress.totalBytes() > 0 ? "progress.of" : "progress.so.far",
                Amounts.count(progress.files()),
                Amounts.bytes(progress.bytes()),
                Amounts.bytes(progress.totalBytes()),
                Amounts.bytes(progress.bytesPerSecond()),
                Harmless.line(progress.detail()));
    }

    static String picture(Work work) {
        return switch (work.stage()) {
            case RUNNING -> "activity";
            case DONE -> "check";
            case FAILED -> "alert";
            case CANCELLED -> "cross";
        };
    }

    static Tone tone(Work work) {
        return switch (work.stage()) {
            case RUNNING -> Tone.ACCENT;
            case DONE -> work.result().problems().isEmpty() ? Tone.GOOD : Tone.WARN;
            case FAILED -> Tone.BAD;
            case CANCELLED -> Tone.FAINT;
        };
    }

    static List<Column<Event>> events() {
        return List.of(
                Column.time("column.time", 160, Event::number, Event::time, Amounts::second),
                Column.text("column.event", 200, Event::event),
                Column.text("column.subject", 260, Event::about),
                Column.text("column.text", 520, Event::text));
    }

    static String searched(Event event) {
        return event.event() + " " + event.about() + " " + event.subject() + " " + event.text();
    }
}
