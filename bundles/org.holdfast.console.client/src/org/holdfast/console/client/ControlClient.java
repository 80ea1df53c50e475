// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.console.client.ControlException.Kind;
import org.holdfast.console.client.view.Admin;
import org.holdfast.console.client.view.Decision;
import org.holdfast.console.client.view.Difference;
import org.holdfast.console.client.view.Event;
import org.holdfast.console.client.view.Invite;
import org.holdfast.console.client.view.Member;
import org.holdfast.console.client.view.Partner;
import org.holdfast.console.client.view.Pin;
import org.holdfast.console.client.view.Progress;
import org.holdfast.console.client.view.Remote;
import org.holdfast.console.client.view.Restored;
import org.holdfast.console.client.view.Setting;
import org.holdfast.console.client.view.Snapshot;
import org.holdfast.console.client.view.Source;
import org.holdfast.console.client.view.Status;

/**
 * Asks the node at a place, whichever node that is at the moment: port and token, or the pass, are read anew for each call,
 * so a node that was started again is found without more ado. Calls block, and are made on virtual threads; interrupting the
 * thread cancels one. Each fails with a {@link ControlException}.
 */
public final class ControlClient {
    private final NodePlace place;
    private final Patience patience;

    public ControlClient(NodePlace place) {
        this(place, Patience.USUAL);
    }

    ControlClient(NodePlace place, Patience patience) {
        this.place = place;
        this.patience = patience;
    }

    public NodePlace place() {
        return place;
    }

    /** What the console may do there. */
    public Access access() {
        return switch (place) {
            case NodeHome home -> Access.HERE;
            case NodeElsewhere elsewhere -> access(elsewhere.read().fingerprint());
        };
    }

    private Access access(String fingerprint) {
        try {
            return Access.of(fingerprint, all(ControlCall.get("/v1/remotes"), Remote.class));
        } catch (ControlException e) {
            if (e.kind() == Kind.UNKNOWN_CALL) {
                return Access.UNKNOWN;
            }
            throw e;
        }
    }

    /** The calls about plug-ins. */
    public PluginCalls plugins() {
        return new PluginCalls(this);
    }

    public Status status() {
        return one(ControlCall.get("/v1/status"), Status.class);
    }

    public List<Source> sources() {
        return all(ControlCall.get("/v1/sources"), Source.class);
    }

    public void addSource(String path, List<String> exclude) {
        JsonObject body = new JsonObject();
        body.addProperty("path", path);
        body.add("exclude", Json.array(exclude));
        one(ControlCall.of("POST", "/v1/sources").with(body), Source.class);
    }

    public void removeSource(String path) {
        send(ControlCall.of("DELETE", "/v1/sources").with("path", path));
    }

    /** Newest last. */
    public List<Snapshot> snapshots() {
        return all(ControlCall.get("/v1/snapshots"), Snapshot.class);
    }

    /** Backs up, or joins the backup that runs; returns when it is done, with what it made. */
    public Snapshot backup(Consumer<Progress> progress) {
        return run(ControlCall.of("POST", "/v1/backup").with("wait", "true"), progress, Snapshot.class);
    }

    /** How far the backup is that runs now; empty if none does. */
    public Optional<Progress> backupProgress() {
        return all(ControlCall.get("/v1/backup"), Progress.class).stream().findFirst();
    }

    /** What lies in a folder of a snapshot, added to the table as it comes. @param every is called now and then */
    public void entries(String snapshot, String path, EntryTable into, Runnable every) {
        ControlCall call = ControlCall.get("/v1/entries")
                .patiently()
                .with("snapshot", snapshot)
                .with("path", path);
        fill(call, into, every);
    }

    /** Every path that matches a glob, in one snapshot or in all. */
    public void find(Optional<String> snapshot, String glob, EntryTable into, Runnable every) {
        ControlCall call = ControlCall.get("/v1/find").patiently().with("glob", glob);
        fill(snapshot.map(each -> call.with("snapshot", each)).orElse(call), into, every);
    }

    public void diff(String older, String newer, Consumer<Difference> each) {
        ControlCall call =
                ControlCall.get("/v1/diff").patiently().with("older", older).with("newer", newer);
        send(call, object -> each.accept(RecordReader.read(object, Difference.class)));
    }

    /** @param to an absolute folder; the full source path is built below it */
    public Restored restore(String snapshot, String path, String to, boolean overwrite, Consumer<Progress> progress) {
        JsonObject body = new JsonObject();
        body.addProperty("snapshot", snapshot);
        body.addProperty("path", path);
        body.addProperty("to", to);
        body.addProperty("overwrite", overwrite);
        return run(ControlCall.of("POST", "/v1/restore").with(body), progress, Restored.class);
    }

    /** The beginning of a file. @param most bytes of it, up to 8 MiB */
    public FileBeginning read(String snapshot, String path, long most) {
        JsonObject body = new JsonObject();
        body.addProperty("snapshot", snapshot);
        body.addProperty("path", path);
        body.addProperty("most_bytes", most);
        FileBeginning beginning = new FileBeginning(most);
        send(ControlCall.of("POST", "/v1/read").with(body), beginning::take);
        return beginning;
    }

    public List<Partner> partners() {
        return all(ControlCall.get("/v1/partners"), Partner.class);
    }

    /** Partners with a known address, as a recovery sheet prints them. */
    public List<Partner> partnerPage() {
        return all(ControlCall.get("/v1/partner-page"), Partner.class);
    }

    public List<Decision> why(String node) {
        return all(ControlCall.get("/v1/why").with("node", node), Decision.class);
    }

    /** What happened with a machine, oldest first, without audits that went well. */
    public List<Event> history(String node) {
        return all(ControlCall.get("/v1/history").with("node", node), Event.class);
    }

    public List<Member> members() {
        return all(ControlCall.get("/v1/members"), Member.class);
    }

    /** @param status active, suspended or revoked */
    public Member say(String node, String status) {
        JsonObject body = new JsonObject();
        body.addProperty("node", node);
        body.addProperty("status", status);
        return one(ControlCall.of("PUT", "/v1/members").with(body), Member.class);
    }

    public List<Admin> admins() {
        return all(ControlCall.get("/v1/admins"), Admin.class);
    }

    public List<Pin> pins() {
        return all(ControlCall.get("/v1/pins"), Pin.class);
    }

    public Invite invite(int validMinutes, int uses, Optional<String> site) {
        JsonObject body = new JsonObject();
        body.addProperty("valid_minutes", validMinutes);
        body.addProperty("uses", uses);
        site.ifPresent(each -> body.addProperty("site", each));
        return one(ControlCall.of("POST", "/v1/invites").with(body), Invite.class);
    }

    public List<Setting> settings() {
        return all(ControlCall.get("/v1/config"), Setting.class);
    }

    /**
     * Changes a setting.
     *
     * @param expected the value that the person has seen: with another one it fails with CONFIG_CHANGED, and stays
     */
    public Setting configure(String key, String value, String expected) {
        JsonObject body = new JsonObject();
        body.addProperty("key", key);
        body.addProperty("value", value);
        body.addProperty("expected", expected);
        return one(ControlCall.of("PUT", "/v1/config").with(body), Setting.class);
    }

    /** Lines of the audit log with a higher number. */
    public List<Event> events(long after) {
        return all(ControlCall.get("/v1/events").with("after", String.valueOf(after)), Event.class);
    }

    /** Sends a call that reports progress and ends with an object of another type. */
    <R extends Record> R run(ControlCall call, Consumer<Progress> progress, Class<R> shape) {
        List<R> last = new ArrayList<>(1);
        send(call, object -> {
            if (Json.text(object, "type").equals("progress")) {
                progress.accept(RecordReader.read(object, Progress.class));
            } else {
                last.add(RecordReader.read(object, shape));
            }
        });
        return last(last, call);
    }

    <R extends Record> R one(ControlCall call, Class<R> shape) {
        return last(all(call, shape), call);
    }

    <R extends Record> List<R> all(ControlCall call, Class<R> shape) {
        List<R> all = new ArrayList<>();
        send(call, object -> all.add(RecordReader.read(object, shape)));
        return all;
    }

    void send(ControlCall call) {
        send(call, object -> {
            // it says that it is done, and needs nobody to hear what
        });
    }

    private void send(ControlCall call, Consumer<JsonObject> each) {
        ControlExchange exchange = new ControlExchange(place, call, patience);
        exchange.run(reader -> each.accept(exchange.object(reader)));
    }

    private void fill(ControlCall call, EntryTable into, Runnable every) {
        ControlExchange exchange = new ControlExchange(place, call, patience);
        EntryReader entries = new EntryReader(into, every);
        exchange.run(reader -> {
            Optional<JsonObject> other = entries.read(reader);
            if (other.isPresent()) {
                exchange.requireNoError(other.get());
            }
        });
        every.run();
    }

    private static <R> R last(List<R> objects, ControlCall call) {
        if (objects.isEmpty()) {
            throw new ControlException(
                    Kind.SILENT, "NODE_UNREACHABLE", "The node answered nothing to " + call.name() + ".", null);
        }
        return objects.getLast();
    }
}
