// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.policy.names;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Refuses machines by their names, where these tell what a machine is: laptops leave in the evening. */
@Component(service = PartnerCriterion.class)
@Designate(ocd = RefusedNames.Config.class)
public final class RefusedNames implements PartnerCriterion {
    /** Read from {@code etc/com.example.holdfast.policy.names.RefusedNames.cfg}; the key is {@code refused.names}. */
    @ObjectClassDefinition(name = "Refused names")
    public @interface Config {
        @AttributeDefinition(description = "A regular expression; whose whole name matches is no partner")
        String refused_names() default "(?i)(laptop|notebook).*";
    }

    private final Pattern refused;

    /** Called anew when the configuration changes. */
    @Activate
    public RefusedNames(Config config) {
        this(config.refused_names());
    }

    RefusedNames(String refused) {
        try {
            this.refused = Pattern.compile(refused);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("refused.names is no regular expression: " + e.getMessage(), e);
        }
    }

    @Override
    public String id() {
        return "refused-names";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        if (refused.matcher(candidate.name()).matches()) {
            return new Verdict.Reject("its name '" + candidate.name() + "' matches refused.names, " + refused);
        }
        return new Verdict.Score(1, "its name '" + candidate.name() + "' is not refused");
    }
}
