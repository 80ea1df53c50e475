// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.holdfast.core.sample.OffenderHelper;
import org.holdfast.core.sample.cycle.Accomplice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bundles keep to the rules; and the rules are awake, as a sample that breaks them all shows. */
class CallsTest {
    private static final JavaClasses OFFENDERS =
            new ClassFileImporter().importClasses(OffenderHelper.class, Accomplice.class);

    @ParameterizedTest
    @EnumSource
    void bundlesKeepTo(CallRule rule) {
        rule.rule().check(Bundle.CLASSES);
    }

    @ParameterizedTest
    @EnumSource
    void offenderIsCaughtBy(CallRule rule) {
        assertTrue(rule.rule().evaluate(OFFENDERS).hasViolation());
    }
}
