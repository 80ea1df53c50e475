// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A recovery that lacks something says what, and goes on when it is there. */
@Tag("R57")
class RecoveryGuideTest {
    private static final JsonObject WHOLE = json("{'files':3,'errors':0,'problems':[]}");
    private static final JsonObject SHORT =
            json("{'files':1,'errors':2,'problems':[{'path':'/a','code':'NOT_ENOUGH_SHARDS','message':'few'}]}");
    private static final JsonObject OTHER =
            json("{'files':1,'errors':1,'problems':[{'path':'/a','code':'TARGET_EXISTS','message':'there'}]}");
    private static final JsonObject NO_HEAD = json("{'partners':0,'missing':[],'segments':0,'needed':0}");
    private static final JsonObject TWO_MISSING = json("{'head':'2026-03-04T12:00:00Z','partners':4,'segments':9,"
            + "'incomplete':7,'needed':1,'missing':[{'name':'pc3','site':'north','addresses':['192.0.2.3:7610']},"
            + "{'name':'pc4','site':'','addresses':[]}]}");
    private static final JsonObject ONE_MISSING = json("{'head':'2026-03-04T12:00:00Z','partners':4,'segments':9,"
            + "'incomplete':0,'needed':0,'missing':[{'name':'pc4','site':'','addresses':[]}]}");

    private final Deque<Object> attempts = new ArrayDeque<>();
    private final Deque<JsonObject> missing = new ArrayDeque<>();
    private final Deque<String> typed = new ArrayDeque<>();
    private final List<List<String>> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Duration waited = Duration.ZERO;

    private static JsonObject json(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }

    private static HoldfastException nobody() {
        return new HoldfastException(
                ErrorCode.NO_PARTNER_REACHED, "recovery", "No partner could be reached", true, null);
    }

    private JsonObject run(boolean waits) throws InterruptedException {
        return new RecoveryGuide(
                        new RecoveryGuide.Steps() {
                            @Override
                            public JsonObject recover(List<String> addresses) {
                                asked.add(List.copyOf(addresses));
                                Object next = attempts.remove();
                                if (next instanceof HoldfastException e) {
                                    throw e;
                                }
                                return (JsonObject) next;
                            }

                            @Override
                            public JsonObject missing() {
                                return missing.size() > 1 ? missing.remove() : missing.element();
                            }

                            @Override
                            public void pause(Duration time) {
                                waited = waited.plus(time);
                            }
                        },
                        new RecoveryGuide.Person() {
                            @Override
                            public void tell(String text) {
                                told.add(text);
                            }

                            @Override
                            public Optional<String> ask(String question) {
                                return Optional.ofNullable(typed.poll());
                            }
                        },
                        waits)
                .run(List.of("192.0.2.1:7610"));
    }

    @Test
    void whereNobodyAnswersItAsksForAnAddress() throws InterruptedException {
        attempts.addAll(List.of(nobody(), nobody(), WHOLE));
        missing.add(NO_HEAD);
        typed.addAll(List.of("nonsense", "192.0.2.9:7611"));
        assertEquals(WHOLE, run(false));
        assertEquals(List.of("192.0.2.1:7610", "192.0.2.9:7611"), asked.getLast());
        assertTrue(told.contains("'nonsense' is no address such as 192.0.2.17:7610."), told.toString());
    }

    @Test
    void itNamesWhoIsMissingAndWaitsUntilOneComes() throws InterruptedException {
        attempts.addAll(List.of(SHORT, WHOLE));
        missing.addAll(List.of(TWO_MISSING, TWO_MISSING, TWO_MISSING, ONE_MISSING));
        assertEquals(WHOLE, run(true));
        assertEquals(Duration.ofSeconds(9), waited);
        assertTrue(
                told.getFirst()
                        .contains("2 of 4 partners cannot be reached:\n  pc3 in north, last at 192.0.2.3:7610\n  pc4\n"
                                + "At least 1 more of them is needed, for 7 of 9 segments"),
                told.getFirst());
    }

    @Test
    void itTriesAgainNowAndThenThoughNobodyCame() throws InterruptedException {
        attempts.addAll(List.of(nobody(), nobody(), WHOLE));
        missing.add(NO_HEAD);
        assertEquals(WHOLE, run(true));
        assertEquals(Duration.ofMinutes(2), waited);
    }

    @Test
    void whereNobodySitsNothingIsWaitedFor() throws InterruptedException {
        attempts.add(SHORT);
        missing.add(TWO_MISSING);
        assertEquals(SHORT, run(false));
        attempts.add(nobody());
        assertThrows(HoldfastException.class, () -> run(false));
        assertEquals(Duration.ZERO, waited);
    }

    @Test
    void aPersonEndsItAndOtherProblemsAreNotWaitedFor() throws InterruptedException {
        attempts.addAll(List.of(SHORT, OTHER));
        missing.add(TWO_MISSING);
        typed.add("n");
        assertEquals(SHORT, run(true));
        assertEquals(OTHER, run(true));
        attempts.add(new HoldfastException(ErrorCode.DISK_FAILED, "disk", "it failed", false, null));
        assertEquals(
                ErrorCode.DISK_FAILED,
                assertThrows(HoldfastException.class, () -> run(true)).code());
    }
}
