// SPDX-License-Identifier: EPL-2.0
/**
 * What a node answers, one record for each object of docs/control-api.md that a console shows, with the fields that it
 * shows. A field that the node leaves out is empty or zero; what it says beyond them is ignored, so that a newer node can
 * be talked to. Texts are as the node sent them: hostile, to be escaped by whoever shows them.
 */
@NullMarked
package org.holdfast.console.client.view;

import org.jspecify.annotations.NullMarked;
