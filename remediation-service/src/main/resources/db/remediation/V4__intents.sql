-- An attempt's row is written with the intent that a call may leave, in one transaction: the claim is the remediation's own.
UPDATE attempt SET state = 'FAILED', ended_at = clock_timestamp(), summary = 'nothing was sent' WHERE state = 'CLAIMED';

ALTER TABLE attempt DROP CONSTRAINT attempt_state_check;
ALTER TABLE attempt ADD CONSTRAINT attempt_state_check
    CHECK (state IN ('DISPATCHING', 'APPLIED', 'FAILED', 'REFUSED', 'UNKNOWN'));

DROP INDEX attempt_open;
CREATE INDEX attempt_open ON attempt (remediation_id) WHERE state = 'DISPATCHING';

CREATE INDEX remediation_acting ON remediation (system) WHERE finished_at IS NULL AND acted_at IS NOT NULL;

-- Whatever the code does: what has ended stays ended, and an older holder changes nothing.
CREATE FUNCTION attempt_never_goes_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.fence < OLD.fence OR (OLD.state <> 'DISPATCHING' AND NEW.state <> OLD.state) THEN
        RAISE EXCEPTION 'attempt % of step % is % under fence %, and does not become % under %',
            OLD.number, OLD.step, OLD.state, OLD.fence, NEW.state, NEW.fence;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER attempt_never_goes_back BEFORE UPDATE ON attempt
    FOR EACH ROW EXECUTE FUNCTION attempt_never_goes_back();
