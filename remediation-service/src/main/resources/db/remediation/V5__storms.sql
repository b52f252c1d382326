-- Each dispatch asks whether a storm is open in its system, however many incidents are.
CREATE INDEX incident_view_storm ON incident_view (system) WHERE is_open AND is_storm;
