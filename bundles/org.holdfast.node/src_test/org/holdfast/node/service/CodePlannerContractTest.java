// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import java.util.Map;
import org.holdfast.core.durability.CodePlanner;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.policy.RedundancyPolicy;
import org.holdfast.testkit.policy.RedundancyPolicyContract;
import org.junit.jupiter.api.Tag;

/** The node's own planner, with the settings that are the default; here, as the test kit is built upon core. */
@Tag("R43")
class CodePlannerContractTest extends RedundancyPolicyContract {
    @Override
    protected RedundancyPolicy policy() {
        return new CodePlanner(Formats.RS_CAUCHY_V1, NodeSettings.of(Map.of()).assumptions());
    }

    @Override
    protected List<FormatId> codes() {
        return List.of(Formats.RS_CAUCHY_V1);
    }
}
