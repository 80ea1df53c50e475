// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.policy.CodePlan;
import org.holdfast.spi.policy.RedundancyPolicy;
import org.holdfast.spi.policy.Whereabouts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R43")
class RedundancyDeskTest {
    private final Map<String, String> settings = new HashMap<>();
    private final Providers providers = TestProviders.all(TestProviders.Wrapping.NONE);
    private List<Whereabouts> partners = List.of();
    private final RedundancyDesk desk = new RedundancyDesk(() -> NodeSettings.of(settings), providers, () -> partners);

    private void hosts(int count) {
        partners = IntStream.range(0, count)
                .mapToObj(i -> Whereabouts.always(new Domains("host" + i, "site" + i, "system" + i, "amd64")))
                .toList();
    }

    private void policy(RedundancyPolicy policy) {
        providers.addRedundancy(policy, new Installed<>());
    }

    @ParameterizedTest
    @CsvSource({"2, 1+1, 16", "3, 2+1, 16", "5, 3+2, 16", "10, 4+4, 16", "16, 9+5, 16", "20, 13+5, 20"})
    void automaticallyTheDefaultsGive(int hosts, String code, int wanted) {
        hosts(hosts);
        assertEquals(CodeShape.parse(code), desk.carried().shape());
        assertEquals(Formats.RS_CAUCHY_V1, desk.carried().code());
        assertEquals(wanted, desk.wanted());
    }

    @Test
    void aHarderTargetLooksForMorePartners() {
        hosts(10);
        settings.put("durability.target", "1e-14");
        assertTrue(desk.wanted() > 16, "wanted " + desk.wanted());
        assertTrue(desk.plan().furtherPartners() > 0);
        assertEquals(10 + desk.plan().furtherPartners() + 2, desk.wanted());
    }

    @Test
    void aFixedCodeIsTakenAndAssessed() {
        settings.put("redundancy", "6+4");
        hosts(40);
        policy((group, target) -> {
            throw new AssertionError("asked for a code that is fixed");
        });
        assertEquals(new CodeShape(6, 4), desk.carried().shape());
        assertTrue(desk.carried().lossPerYear() < 1e-6, desk.carried()::toString);
        assertEquals(12, desk.wanted());
    }

    @ParameterizedTest
    @CsvSource({"auto, 0, 2", "auto, 1, 1", "5+2, 6, 1", "10+4, 3, 11"})
    void saysHowManyPartnersAreMissing(String redundancy, int hosts, int missing) {
        settings.put("redundancy", redundancy);
        hosts(hosts);
        HoldfastException refused = assertThrows(HoldfastException.class, desk::carried);
        assertEquals(ErrorCode.NOT_ENOUGH_PARTNERS, refused.code());
        assertTrue(refused.getMessage().contains(": " + missing + " are missing"), refused.getMessage());
    }

    @Test
    void aPolicyTakesThePlannersPlaceAndGivesItBack() {
        hosts(10);
        Installed<RedundancyPolicy> installed = new Installed<>();
        CodePlan theirs = new CodePlan(Formats.RS_CAUCHY_V1, new CodeShape(2, 8), 1e-20, "nothing", 0);
        providers.addRedundancy((group, target) -> theirs, installed);
        assertEquals(theirs, desk.plan());
        providers.removeRedundancy(installed);
        assertEquals(new CodeShape(4, 4), desk.plan().shape());
    }

    @Test
    void aPolicyThatFailsIsPassedOver() {
        hosts(10);
        policy((group, target) -> {
            throw new IllegalStateException("out of ideas");
        });
        assertEquals(new CodeShape(4, 4), desk.plan().shape());
    }

    @Test
    void aCodeThatIsNotInstalledIsPassedOver() {
        hosts(10);
        FormatId unknown = new FormatId(0x9999, "from-elsewhere");
        policy((group, target) -> new CodePlan(unknown, new CodeShape(5, 5), 0, "nothing", 0));
        assertEquals(new CodeShape(4, 4), desk.plan().shape());
    }

    /** Everybody who is heard of asks for the plan. */
    @Test
    void plansAnewOnlyWhenSomethingChanged() {
        List<Integer> asked = new ArrayList<>();
        policy((group, target) -> {
            asked.add(group.partners().size());
            return new CodePlan(Formats.RS_CAUCHY_V1, new CodeShape(1, 1), 0.1, "nothing", 0);
        });
        hosts(3);
        desk.plan();
        desk.wanted();
        desk.carried();
        assertEquals(List.of(3), asked);
        hosts(4);
        desk.plan();
        settings.put("durability.target", "0.5");
        desk.plan();
        assertEquals(List.of(3, 4, 4), asked);
    }
}
