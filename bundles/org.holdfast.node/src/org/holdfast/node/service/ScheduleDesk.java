// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.core.schedule.Circumstances;
import org.holdfast.core.schedule.Decision;
import org.holdfast.core.schedule.Schedule;
import org.holdfast.core.schedule.SchedulePace;
import org.holdfast.core.schedule.SourceRuns;
import org.holdfast.files.PathText;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.Source;
import org.holdfast.node.backup.SourceTask;
import org.holdfast.node.backup.SourceTask.Reach;
import org.holdfast.node.checks.BackupRules.SourceFacts;
import org.holdfast.node.schedule.Brake;
import org.holdfast.node.schedule.PowerSupply;
import org.holdfast.node.schedule.ScheduleBook;
import org.holdfast.node.schedule.Timetable;
import org.holdfast.node.schedule.Timetable.Planned;
import org.holdfast.node.schedule.UserActivity;
import org.holdfast.node.work.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backups that begin by themselves, in the surroundings of this node. Thread-safe. */
final class ScheduleDesk implements Timetable.World, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleDesk.class);
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Node node;
    private final OwnerDesk owner;
    private final ScheduleBook book;
    private final Timetable timetable;
    private final UserActivity activity;
    private final PowerSupply power = PowerSupply.ofThisMachine();
    private final Rounds rounds;
    private volatile Brake.Level level = Brake.Level.FREE;
    private volatile boolean woken = true;
    private long next; // stop-watch; of the rounds' thread

    ScheduleDesk(Node node, OwnerDesk owner) {
        this.node = node;
        this.owner = owner;
        this.book = new ScheduleBook(node.stores().ledger().settings());
        this.timetable = new Timetable(node.clock(), book, this);
        this.activity = UserActivity.ofThisMachine(node.clock());
        this.rounds = new Rounds("schedule", TURN, node.clock(), this::turn);
    }

    void start() {
        rounds.start();
    }

    /** Something has changed: look now. */
    void wake() {
        woken = true;
    }

    private void turn() {
        if (!woken && node.clock().nanos() - next < 0) {
            return;
        }
        woken = false;
        level = levelNow();
        next = node.clock().nanos() + timetable.look().toNanos();
    }

    /** How hard a backup that began by itself is braked. */
    Brake.Level level() {
        return level;
    }

    private Brake.Level levelNow() {
        NodeSettings now = node.settings();
        if (owner.running().isEmpty()) {
            return Brake.Level.FREE; // nobody needs to find out
        }
        boolean quiet = now.quietHours()
                .filter(hours -> hours.isOnline(node.clock().instant()))
                .isPresent();
        if (quiet || isOnBattery(now)) {
            return Brake.Level.HELD;
        }
        boolean slow = now.flag(Setting.SLOW_WHEN_USED) && activity.state() == UserActivity.State.ACTIVE;
        return slow ? Brake.Level.SLOW : Brake.Level.FREE;
    }

    private boolean isOnBattery(NodeSettings now) {
        return now.flag(Setting.BATTERY_PAUSE) && power.isOnBattery();
    }

    @Override
    public List<Bytes> sources() {
        return owner.sources().all().stream().map(Source::path).toList();
    }

    @Override
    public Timetable.Terms terms() {
        NodeSettings now = node.settings();
        return new Timetable.Terms(Schedule.parse(now.text(Setting.BACKUP_SCHEDULE)), pace(now));
    }

    private static SchedulePace pace(NodeSettings now) {
        return new SchedulePace(
                now.seconds(Setting.SETTLE_SECONDS),
                PATIENCE,
                now.days(Setting.REREAD_DAYS),
                now.hours(Setting.BACKUP_OVERDUE_HOURS));
    }

    @Override
    public Circumstances circumstances(Instant now, Instant woke) {
        NodeSettings settings = node.settings();
        return new Circumstances(
                now, woke, settings.zone(), settings.quietHours(), isOnBattery(settings), reach(), obstacle());
    }

    private Circumstances.Reach reach() {
        CodeShape shape = node.redundancy().plan().shape();
        return new Circumstances.Reach(owner.reachableHosts(), OwnerDesk.needed(shape), shape.n());
    }

    private Optional<String> obstacle() {
        if (node.isStopping()) {
            return Optional.of("the node stops");
        }
        if (owner.running().isPresent()) {
            return Optional.of(
                    "a backup is running" + (level == Brake.Level.HELD ? ", and stands still: " + held() : ""));
        }
        if (node.leave().isLeaving()) {
            return Optional.of("this machine is leaving");
        }
        if (node.stores().losses().present().isPresent()) {
            return Optional.of("what this machine knew is being fetched from its partners");
        }
        if (node.network().isRevoked(node.identity().owner())) {
            return Optional.of("an admin has revoked this machine");
        }
        return node.redundancy().shortage().map(missing -> "there are " + missing);
    }

    private String held() {
        return isOnBattery(node.settings()) ? "the machine runs on its battery" : "these are quiet hours";
    }

    @Override
    public Optional<String> backUp(Map<Bytes, Decision.Run> due) {
        try {
            owner.backups().backUp(due);
            due.forEach((path, run) -> LOG.info(
                    "A backup begins by the schedule ({}{})", run.cause(), run.reread() ? ", every file is read" : ""));
            return Optional.empty();
        } catch (HoldfastException e) {
            LOG.info("A backup that is due cannot begin: {}", e.getMessage());
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void overdue(Bytes source, Instant due, Decision decision) {
        String why = why(decision);
        node.stores()
                .ledger()
                .events()
                .append(
                        node.clock().instant(),
                        "BACKUP_OVERDUE",
                        PathText.shown(source),
                        "due at " + due.truncatedTo(ChronoUnit.SECONDS) + "; " + why);
        LOG.warn("A backup was due at {} and has not been made: {}", due, why);
    }

    void started(List<SourceTask> tasks) {
        timetable.started(paths(tasks.stream().filter(SourceTask::isRead)));
    }

    /** @param unread what could not be read at all: status says so, and its next time is the next attempt */
    void made(List<SourceTask> tasks, Collection<Bytes> unread) {
        List<Bytes> read = paths(tasks.stream().filter(SourceTask::isRead));
        List<Bytes> whole = paths(tasks.stream().filter(task -> task.reach() == Reach.EVERYTHING)).stream()
                .filter(path -> !unread.contains(path))
                .toList();
        timetable.succeeded(whole, true);
        timetable.succeeded(read.stream().filter(path -> !whole.contains(path)).toList(), false);
        wake();
    }

    void failed(List<SourceTask> tasks, String why) {
        timetable.failed(paths(tasks.stream().filter(SourceTask::isRead)), why);
        wake();
    }

    private static List<Bytes> paths(Stream<SourceTask> tasks) {
        return tasks.map(task -> task.source().path()).toList();
    }

    /** How much of a source is read when somebody backs it up by hand. */
    Reach reach(Bytes path) {
        boolean whole = Optional.ofNullable(book.all().get(path))
                .map(row ->
                        pace(node.settings()).rereads(row.runs(), node.clock().instant()))
                .orElse(true);
        return whole ? Reach.EVERYTHING : Reach.CHANGED;
    }

    /** Gives a source a schedule of its own; without one it follows the setting. @throws HoldfastException USAGE */
    void schedule(Bytes path, Optional<String> wanted) {
        timetable.schedule(path, wanted.filter(text -> !text.isBlank()).map(ScheduleDesk::parse));
        wake();
    }

    /** @throws HoldfastException USAGE saying what is wrong */
    static Schedule parse(String text) {
        try {
            return Schedule.parse(text);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    text,
                    "This is no schedule: " + e.getMessage() + ". Allowed: " + Schedule.FORMS + ".",
                    e);
        }
    }

    /** What belongs to a source has changed: its next backup comes soon. */
    void begin(Bytes path) {
        timetable.begin(path);
        wake();
    }

    /** What is planned for a source; empty before the first look after it was added. */
    Optional<Planned> planned(Bytes path) {
        return Optional.ofNullable(timetable.plans().get(path));
    }

    /** The schedule of a source. */
    Schedule of(Bytes path) {
        return Optional.ofNullable(book.all().get(path))
                .flatMap(ScheduleBook.Row::own)
                .orElseGet(() -> terms().usual());
    }

    /** Of the source whose time comes first, or came. */
    Optional<Decision.Wait> next() {
        return timetable.plans().values().stream()
                .flatMap(plan -> plan.decision() instanceof Decision.Wait wait ? Stream.of(wait) : Stream.empty())
                .filter(wait -> wait.due().isPresent())
                .min(Comparator.comparing(wait -> wait.due().orElseThrow()));
    }

    /** What an owner should know. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        timetable
                .plans()
                .forEach((path, plan) -> plan.overdueSince()
                        .ifPresent(due -> reasons.add("the backup of " + PathText.shown(path) + " is overdue since "
                                + due.truncatedTo(ChronoUnit.SECONDS) + ": " + why(plan.decision()))));
        return reasons;
    }

    private static String why(Decision decision) {
        return decision instanceof Decision.Wait wait ? wait.hold().text() : "it begins now";
    }

    /** Every source as the health check of backups judges it. */
    List<SourceFacts> facts() {
        return sources().stream().map(this::facts).toList();
    }

    private SourceFacts facts(Bytes path) {
        Optional<Planned> plan = planned(path);
        Optional<SourceRuns> runs = Optional.ofNullable(book.all().get(path)).map(ScheduleBook.Row::runs);
        return new SourceFacts(
                PathText.shown(path),
                of(path) instanceof Schedule.Manual,
                runs.map(SourceRuns::added),
                runs.flatMap(SourceRuns::last),
                plan.flatMap(Planned::overdueSince),
                plan.map(each -> why(each.decision())).orElse(""));
    }

    @Override
    public void close() {
        rounds.close();
    }
}
