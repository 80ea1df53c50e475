// SPDX-License-Identifier: EPL-2.0
/**
 * What a face may ask of a running node: start with {@link org.holdfast.node.control.NodeControl}. Answers are records
 * whose component names, in lower case with underscores, are the JSON that scripts see; times are ISO 8601 in UTC.
 */
@NullMarked
package org.holdfast.node.control;

import org.jspecify.annotations.NullMarked;
