/// \file
/// The sections of the page, in its order, one file each. Every one adds to the content that page.html shows; a key
/// that holds an empty list or false hides its part.
#pragma once

#include "analysis/report/material.hpp"

namespace wardmote::report {

void heading(Material const& m, json& page);
void answer(Material const& m, json& page);
void outcomes(Material const& m, json& page);
void costs(Material const& m, json& page);
void stories(Material const& m, json& page);
void when(Material const& m, json& page);
void where(Material const& m, json& page);
void who(Material const& m, json& page);
void doubt(Material const& m, json& page);
void resemblance(Material const& m, json& page);
void made(Material const& m, json& page);
void assumptions(Material const& m, json& page);
void checklists(Material const& m, json& page);
void quality(Material const& m, json& page);
void chart_data(Material const& m, json& page);

}  // namespace wardmote::report
