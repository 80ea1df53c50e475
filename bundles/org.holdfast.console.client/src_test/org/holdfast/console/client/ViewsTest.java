// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.console.client.view.Admin;
import org.holdfast.console.client.view.Decision;
import org.holdfast.console.client.view.Difference;
import org.holdfast.console.client.view.Event;
import org.holdfast.console.client.view.Installed;
import org.holdfast.console.client.view.Invite;
import org.holdfast.console.client.view.Lane;
import org.holdfast.console.client.view.Member;
import org.holdfast.console.client.view.Partner;
import org.holdfast.console.client.view.Pin;
import org.holdfast.console.client.view.Plugin;
import org.holdfast.console.client.view.PluginStatus;
import org.holdfast.console.client.view.Problem;
import org.holdfast.console.client.view.Progress;
import org.holdfast.console.client.view.Recode;
import org.holdfast.console.client.view.Remote;
import org.holdfast.console.client.view.Restored;
import org.holdfast.console.client.view.Setting;
import org.holdfast.console.client.view.Snapshot;
import org.holdfast.console.client.view.Source;
import org.holdfast.console.client.view.Status;
import org.junit.jupiter.api.Test;

/** What the console reads is what docs/control-api.md says a node sends; and it reads it also from other versions. */
class ViewsTest {
    private static final Path DOCUMENT = Path.of("../../docs/control-api.md");

    private static final Map<String, Class<? extends Record>> VIEWS = Map.ofEntries(
            Map.entry("status", Status.class),
            Map.entry("source", Source.class),
            Map.entry("snapshot", Snapshot.class),
            Map.entry("problem", Problem.class),
            Map.entry("progress", Progress.class),
            Map.entry("lane", Lane.class),
            Map.entry("entry", EntryTable.Row.class),
            Map.entry("difference", Difference.class),
            Map.entry("restored", Restored.class),
            Map.entry("partner", Partner.class),
            Map.entry("decision", Decision.class),
            Map.entry("invite", Invite.class),
            Map.entry("member", Member.class),
            Map.entry("admin", Admin.class),
            Map.entry("pin", Pin.class),
            Map.entry("plugin", Plugin.class),
            Map.entry("plugin_status", PluginStatus.class),
            Map.entry("installed", Installed.class),
            Map.entry("recode", Recode.class),
            Map.entry("config", Setting.class),
            Map.entry("remote", Remote.class),
            Map.entry("event", Event.class));

    @Test
    void everyFieldThatIsReadIsOneThatTheNodeSends() throws IOException {
        String document = Files.readString(DOCUMENT);
        VIEWS.forEach((name, view) -> assertEquals(
                List.of(),
                Arrays.stream(view.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(RecordReader::jsonName)
                        .filter(field -> !section(document, name).contains("| `" + field + "` |"))
                        .toList(),
                name + ": fields that docs/control-api.md does not list"));
    }

    private static String section(String document, String name) {
        Matcher section = Pattern.compile("^### `" + name + "`\\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(document);
        return section.find() ? section.group(1) : "";
    }

    @Test
    void fieldsAreRead() {
        Snapshot snapshot = RecordReader.read(json("""
                {"type":"snapshot","id":"66","state":"FULL","time":"2026-11-22T12:12:17.355Z","files":174,
                 "bytes":9007199254740993,"seconds":1.5,"problems":[{"path":"/a","code":"SOURCE_CHANGED","message":"m"}]}"""), Snapshot.class);
        assertEquals("66", snapshot.id());
        assertEquals(Optional.of(Instant.parse("2026-11-22T12:12:17.355Z")), snapshot.time());
        assertEquals(9007199254740993L, snapshot.bytes(), "more than a double can count");
        assertEquals(1.5, snapshot.seconds());
        assertEquals(List.of(new Problem("/a", "SOURCE_CHANGED", "m")), snapshot.problems());
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsEmpty() {
        Status status = RecordReader.read(json("""
                {"type":"status","safe":"perhaps","reasons":"none","partners":{"a":1},"port":1e99,
                 "last_snapshot_time":"yesterday","held_bytes":"many","new_in_version_nine":[1,2]}"""), Status.class);
        assertEquals(false, status.safe());
        assertEquals(List.of(), status.reasons());
        assertEquals(0, status.partners());
        assertEquals(Integer.MAX_VALUE, status.port());
        assertEquals(Optional.empty(), status.lastSnapshotTime());
        assertEquals(0, status.heldBytes());
        assertEquals("", status.version());
    }

    @Test
    void anObjectWithinAnObjectMayBeAbsent() {
        assertEquals(
                Optional.empty(),
                RecordReader.read(json("{}"), PluginStatus.class).recode());
        PluginStatus busy = RecordReader.read(
                json("{\"recode\":{\"role\":\"coding\",\"format\":3,\"paused\":true,\"left\":5,\"total\":9}}"),
                PluginStatus.class);
        assertEquals(Optional.of(new Recode("coding", 3, true, 5, 9, "")), busy.recode());
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
