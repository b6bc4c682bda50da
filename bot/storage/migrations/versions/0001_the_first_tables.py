"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stand_in_id", sa.BigInteger(), nullable=False),
        sa.Column("stand_in_name", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.BigInteger(), nullable=False),
        sa.Column("set_by_name", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_absence_ends_after_it_begins")),
        sa.CheckConstraint(
            "user_id <> stand_in_id", name=op.f("ck_absence_somebody_else_stands_in")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index("ix_absence_due", "absence", ["ended_at", "starts_at"], unique=False)
    op.create_index(op.f("ix_absence_stand_in_id"), "absence", ["stand_in_id"], unique=False)
    op.create_index(
        "ux_absence_not_over",
        "absence",
        ["user_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "appointment_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("grid", sa.String(64), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(user_id IS NULL) = (what IN ('expected', 'taken_back'))",
            name=op.f("ck_appointment_change_of_somebody"),
        ),
        sa.CheckConstraint(
            "role IN ('worker', 'instructor', 'duty', 'partner', 'volunteer', 'admin')",
            name=op.f("ck_appointment_change_role_known"),
        ),
        sa.CheckConstraint(
            "what IN ('added', 'removed', 'expected', 'joined', 'taken_back')",
            name=op.f("ck_appointment_change_what_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_change")),
    )
    op.create_index(
        op.f("ix_appointment_change_user_id"), "appointment_change", ["user_id"], unique=False
    )
    op.create_table(
        "arrival",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("worker", sa.String(63), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
        sa.UniqueConstraint("update_id", name=op.f("uq_arrival_update_id")),
    )
    op.create_index(op.f("ix_arrival_done_at"), "arrival", ["done_at"], unique=False)
    op.create_index(
        "ix_arrival_standing",
        "arrival",
        ["chat", "id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "case_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "chat",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("was", sa.BigInteger(), nullable=True),
        sa.Column("audience", sa.String(length=24), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=True),
        sa.Column("topic", sa.Integer(), nullable=True),
        sa.Column("forum", sa.Boolean(), nullable=False),
        sa.Column("called_only", sa.Boolean(), nullable=False),
        sa.Column("deaf", sa.Boolean(), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lost_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "audience IN ('residents', 'staff', 'business')", name=op.f("ck_chat_audience_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat")),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "data_key",
        sa.Column("id", sa.String(8), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_key")),
    )
    op.create_table(
        "dead_letter",
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_dead_letter")),
    )
    op.create_index(op.f("ix_dead_letter_at"), "dead_letter", ["at"], unique=False)
    op.create_table(
        "dialogue",
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_dialogue")),
    )
    op.create_index(op.f("ix_dialogue_at"), "dialogue", ["at"], unique=False)
    op.create_table(
        "errand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asker", sa.String(63), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errand")),
    )
    op.create_table(
        "grid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(length=24), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column(
            "path",
            sa.String(length=500).with_variant(sa.String(length=500, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "level IN ('district', 'town', 'chief', 'general', 'micro', 'dedicated')",
            name=op.f("ck_grid_level_known"),
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["grid.id"], name=op.f("fk_grid_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grid")),
        sa.UniqueConstraint("code", name=op.f("uq_grid_code")),
        sa.UniqueConstraint("path", name=op.f("uq_grid_path")),
    )
    op.create_index(op.f("ix_grid_lat"), "grid", ["lat"], unique=False)
    op.create_index(op.f("ix_grid_parent_id"), "grid", ["parent_id"], unique=False)
    op.create_table(
        "holiday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sa.UniqueConstraint("day", name=op.f("uq_holiday_day")),
    )
    op.create_table(
        "known_trouble",
        sa.Column("trouble", sa.String(length=24), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "trouble IN ('queue', 'flooded', 'groups', 'disk', 'unhandled')",
            name=op.f("ck_known_trouble_trouble_known"),
        ),
        sa.PrimaryKeyConstraint("trouble", name=op.f("pk_known_trouble")),
    )
    op.create_table(
        "leader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(63), nullable=False),
        sa.Column("term", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leader")),
    )
    op.create_table(
        "miss",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_miss")),
    )
    op.create_index(op.f("ix_miss_at"), "miss", ["at"], unique=False)
    op.create_index(op.f("ix_miss_user_id"), "miss", ["user_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("once", sa.String(80), nullable=True),
        sa.Column("theme", sa.String(length=24), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("photo", sa.String(), nullable=True),
        sa.Column("file_chat", sa.BigInteger(), nullable=True),
        sa.Column("file_message", sa.Integer(), nullable=True),
        sa.Column("policy", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("audience", sa.String(length=24), nullable=True),
        sa.Column("danger", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("repeat", sa.String(length=24), nullable=False),
        sa.Column("times", sa.Integer(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("skipped", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("expected_without", sa.Integer(), nullable=False),
        sa.Column("in_doubt_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rewritten_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "audience IN ('residents', 'staff', 'business')", name=op.f("ck_notice_audience_known")
        ),
        sa.CheckConstraint(
            "repeat IN ('once', 'daily', 'weekly', 'monthly', 'yearly')",
            name=op.f("ck_notice_repeat_known"),
        ),
        sa.CheckConstraint(
            "state = 'active' OR next_at IS NULL", name=op.f("ck_notice_only_active_is_due")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'asked', 'active', 'paused', 'over', 'deleted')",
            name=op.f("ck_notice_state_known"),
        ),
        sa.CheckConstraint(
            "theme IN ('drowning', 'fire', 'scald', 'falls', 'getting_lost', 'traffic', 'fireworks', 'ebike', 'gas', 'carbon_monoxide', 'heat', 'flood', 'earthquake', 'lifts', 'elder_fraud', 'online', 'food', 'dogs', 'school_start', 'holiday_travel', 'falling_objects', 'cold', 'fire_day', 'disaster_day', 'family_education')",
            name=op.f("ck_notice_theme_known"),
        ),
        sa.CheckConstraint(
            "theme IS NOT NULL OR text <> ''", name=op.f("ck_notice_says_something")
        ),
        sa.CheckConstraint("minute BETWEEN 0 AND 1439", name=op.f("ck_notice_minute_of_a_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("once", name=op.f("uq_notice_once")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notice_author", "notice", ["author_id", "id"], unique=False)
    op.create_index(
        "ix_notice_due",
        "notice",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_index(
        "ix_notice_in_doubt",
        "notice",
        ["in_doubt_since"],
        unique=False,
        sqlite_where=sa.text("in_doubt_since IS NOT NULL"),
        postgresql_where=sa.text("in_doubt_since IS NOT NULL"),
    )
    op.create_table(
        "press",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press")),
    )
    op.create_index(op.f("ix_press_at"), "press", ["at"], unique=False)
    op.create_table(
        "recent_photo",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=True),
        sa.Column("album", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_recent_photo")),
    )
    op.create_index(op.f("ix_recent_photo_at"), "recent_photo", ["at"], unique=False)
    op.create_index(op.f("ix_recent_photo_user_id"), "recent_photo", ["user_id"], unique=False)
    op.create_table(
        "said",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "mark", name=op.f("pk_said")),
    )
    op.create_index(op.f("ix_said_at"), "said", ["at"], unique=False)
    op.create_table(
        "schedule",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_schedule")),
    )
    op.create_table(
        "suspension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Text(), nullable=True),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
    )
    op.create_index("ix_suspension_noticed", "suspension", ["noticed_at"], unique=False)
    op.create_index(
        "ux_suspension_holds",
        "suspension",
        ["user_id"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "worker",
        sa.Column("name", sa.String(63), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_worker")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("locale", sa.String(), nullable=True),
        sa.Column("private_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("home_grid_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["home_grid_id"], ["grid.id"], name=op.f("fk_account_home_grid_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_index(op.f("ix_account_home_grid_id"), "account", ["home_grid_id"], unique=False)
    op.create_index(op.f("ix_account_username"), "account", ["username"], unique=False)
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("absence_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "role IN ('worker', 'instructor', 'duty', 'partner', 'volunteer', 'admin')",
            name=op.f("ck_appointment_role_known"),
        ),
        sa.ForeignKeyConstraint(
            ["absence_id"],
            ["absence.id"],
            name=op.f("fk_appointment_absence_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_appointment_grid_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint(
            "user_id", "grid_id", "role", name=op.f("uq_appointment_user_id_grid_id_role")
        ),
    )
    op.create_index(op.f("ix_appointment_absence_id"), "appointment", ["absence_id"], unique=False)
    op.create_index(op.f("ix_appointment_grid_id"), "appointment", ["grid_id"], unique=False)
    op.create_table(
        "awaited",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "role IN ('worker', 'instructor', 'duty', 'partner', 'volunteer', 'admin')",
            name=op.f("ck_awaited_role_known"),
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_awaited_grid_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_awaited")),
        sa.UniqueConstraint("grid_id", "role", "name", name=op.f("uq_awaited_grid_id_role_name")),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("level", sa.String(length=24), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("exercise", sa.Boolean(), nullable=False),
        sa.Column("oneself", sa.Boolean(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("told_in_confidence", sa.Boolean(), nullable=False),
        sa.Column("life_safety", sa.Boolean(), nullable=False),
        sa.Column("over_limit", sa.Boolean(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("home_grid_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=True),
        sa.Column("valid_minutes", sa.Integer(), nullable=True),
        sa.Column("photo", sa.Text(), nullable=True),
        sa.Column("pictured", sa.Boolean(), nullable=False),
        sa.Column("album", sa.String(), nullable=True),
        sa.Column("voice", sa.Text(), nullable=True),
        sa.Column("heard", sa.Boolean(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("photo_reason", sa.Text(), nullable=True),
        sa.Column("after_photo", sa.Text(), nullable=True),
        sa.Column("no_photo", sa.Text(), nullable=True),
        sa.Column("still_wrong", sa.Text(), nullable=True),
        sa.Column("self_closed", sa.Boolean(), nullable=False),
        sa.Column("police_number", sa.Text(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("reporter_id", sa.BigInteger(), nullable=True),
        sa.Column("reporter_name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("guardian_id", sa.BigInteger(), nullable=True),
        sa.Column("relation_asked", sa.Boolean(), nullable=False),
        sa.Column("prompted", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("owner_name", sa.Text(), nullable=True),
        sa.Column("seen_by", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("promised_by", sa.String(), nullable=True),
        sa.Column("wakes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("time_left", sa.Integer(), nullable=True),
        sa.Column("stay", sa.String(32), nullable=True),
        sa.Column("unheard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("untold_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("silent_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("escalation", sa.Integer(), nullable=False),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("rating", sa.String(), nullable=True),
        sa.Column("wiped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'draft') = (number IS NULL)", name=op.f("ck_cases_drafts_have_no_number")
        ),
        sa.CheckConstraint(
            "(state = 'merged') = (merged_into_id IS NOT NULL)",
            name=op.f("ck_cases_merged_points_somewhere"),
        ),
        sa.CheckConstraint(
            "(state IN ('merged', 'resolved', 'unresolved', 'withdrawn')) = (outcome IS NOT NULL)",
            name=op.f("ck_cases_closed_has_outcome"),
        ),
        sa.CheckConstraint(
            "kind IN ('lost_child', 'found_child', 'lost_adult', 'found_adult', 'light', 'hazard', 'help', 'dispute', 'need')",
            name=op.f("ck_cases_kind_known"),
        ),
        sa.CheckConstraint(
            "level IN ('red', 'orange', 'yellow', 'blue')", name=op.f("ck_cases_level_known")
        ),
        sa.CheckConstraint(
            "outcome IN ('reunited', 'found_safe', 'handed_to_police', 'search_ended', 'repaired', 'partly_repaired', 'hazard_removed', 'mediated', 'answered', 'duplicate', 'false_alarm', 'not_reproducible', 'cannot_fix')",
            name=op.f("ck_cases_outcome_known"),
        ),
        sa.CheckConstraint(
            "state <> 'in_progress' OR owner_id IS NOT NULL", name=op.f("ck_cases_worked_has_owner")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'new', 'accepted', 'assigned', 'in_progress', 'pending_check', 'resolved', 'unresolved', 'merged', 'withdrawn')",
            name=op.f("ck_cases_state_known"),
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_cases_grid_id")),
        sa.ForeignKeyConstraint(["home_grid_id"], ["grid.id"], name=op.f("fk_cases_home_grid_id")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["cases.id"], name=op.f("fk_cases_merged_into_id")
        ),
        sa.ForeignKeyConstraint(["origin_id"], ["grid.id"], name=op.f("fk_cases_origin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("chat_id", "message_id", name=op.f("uq_cases_chat_id_message_id")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cases_draft", "cases", ["state", "opened_at"], unique=False)
    op.create_index("ix_cases_grid_state", "cases", ["grid_id", "state", "id"], unique=False)
    op.create_index(op.f("ix_cases_home_grid_id"), "cases", ["home_grid_id"], unique=False)
    op.create_index(op.f("ix_cases_merged_into_id"), "cases", ["merged_into_id"], unique=False)
    op.create_index(
        "ix_cases_moved_open",
        "cases",
        ["origin_id", "id"],
        unique=False,
        sqlite_where=sa.text("origin_id IS NOT NULL AND outcome IS NULL AND number IS NOT NULL"),
        postgresql_where=sa.text(
            "origin_id IS NOT NULL AND outcome IS NULL AND number IS NOT NULL"
        ),
    )
    op.create_index(
        "ix_cases_open",
        "cases",
        [
            "id",
            "grid_id",
            "kind",
            "level",
            "sensitive",
            "owner_id",
            "due_at",
            "number",
            "outcome",
            "origin_id",
        ],
        unique=False,
        sqlite_where=sa.text("outcome IS NULL AND number IS NOT NULL"),
        postgresql_where=sa.text("outcome IS NULL AND number IS NOT NULL"),
    )
    op.create_index("ix_cases_opened", "cases", ["grid_id", "opened_at"], unique=False)
    op.create_index(
        "ix_cases_origin",
        "cases",
        ["origin_id", "opened_at"],
        unique=False,
        sqlite_where=sa.text("origin_id IS NOT NULL"),
        postgresql_where=sa.text("origin_id IS NOT NULL"),
    )
    op.create_index(
        "ix_cases_owner",
        "cases",
        ["owner_id", "state", "id"],
        unique=False,
        sqlite_where=sa.text("owner_id IS NOT NULL"),
        postgresql_where=sa.text("owner_id IS NOT NULL"),
    )
    op.create_index("ix_cases_reporter", "cases", ["reporter_id", "id"], unique=False)
    op.create_index("ix_cases_unheard", "cases", ["unheard_at"], unique=False)
    op.create_index("ix_cases_untold", "cases", ["untold_at"], unique=False)
    op.create_index("ix_cases_wakes", "cases", ["wakes_at"], unique=False)
    op.create_index("ix_cases_wipe", "cases", ["wiped_at", "closed_at"], unique=False)
    op.create_table(
        "chat_grid",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["chat.id"],
            name=op.f("fk_chat_grid_chat_id"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_chat_grid_grid_id")),
        sa.PrimaryKeyConstraint("chat_id", "grid_id", name=op.f("pk_chat_grid")),
    )
    op.create_index(op.f("ix_chat_grid_grid_id"), "chat_grid", ["grid_id"], unique=False)
    op.create_table(
        "duty_shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(weekday IS NULL) <> (day IS NULL)", name=op.f("ck_duty_shift_weekly_or_dated")
        ),
        sa.CheckConstraint(
            "starts >= 0 AND starts < 1440 AND ends > starts AND ends <= starts + 1440",
            name=op.f("ck_duty_shift_within_a_day"),
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_duty_shift_weekday_known")),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_duty_shift_grid_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shift")),
    )
    op.create_index(
        "ux_duty_shift",
        "duty_shift",
        ["grid_id", "user_id", "weekday", "day", "starts", "ends"],
        unique=True,
    )
    op.create_table(
        "gathering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=24), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=False),
        sa.Column("companions", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("organiser_id", sa.BigInteger(), nullable=False),
        sa.Column("organiser", sa.Text(), nullable=False),
        sa.Column("trainer_id", sa.BigInteger(), nullable=True),
        sa.Column("trainer", sa.Text(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("wakes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("why_off", sa.String(), nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wiped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('worker', 'instructor', 'duty', 'partner', 'volunteer', 'admin')",
            name=op.f("ck_gathering_role_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'asked', 'planned', 'over', 'cancelled')",
            name=op.f("ck_gathering_state_known"),
        ),
        sa.CheckConstraint(
            "type IN ('training', 'drill', 'consultation', 'meet_up', 'activity', 'on_site', 'meeting')",
            name=op.f("ck_gathering_type_known"),
        ),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_gathering_has_room")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_gathering_takes_time")),
        sa.CheckConstraint(
            "taken BETWEEN 0 AND capacity", name=op.f("ck_gathering_never_too_many")
        ),
        sa.CheckConstraint("waiting >= 0", name=op.f("ck_gathering_waiting_counted")),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_gathering_grid_id")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["gathering.id"], name=op.f("fk_gathering_series_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering")),
        sa.UniqueConstraint("code", name=op.f("uq_gathering_code")),
        sa.UniqueConstraint("series_id", "nth", name=op.f("uq_gathering_series_id_nth")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_gathering_ahead",
        "gathering",
        ["starts_at"],
        unique=False,
        sqlite_where=sa.text("state = 'planned'"),
        postgresql_where=sa.text("state = 'planned'"),
    )
    op.create_index(
        "ix_gathering_due",
        "gathering",
        ["wakes_at"],
        unique=False,
        sqlite_where=sa.text("wakes_at IS NOT NULL"),
        postgresql_where=sa.text("wakes_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_gathering_grid_id"), "gathering", ["grid_id"], unique=False)
    op.create_index(op.f("ix_gathering_organiser_id"), "gathering", ["organiser_id"], unique=False)
    op.create_index(op.f("ix_gathering_series_id"), "gathering", ["series_id"], unique=False)
    op.create_index(op.f("ix_gathering_trainer_id"), "gathering", ["trainer_id"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("audience", sa.String(length=24), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "audience IN ('residents', 'staff', 'business')",
            name=op.f("ck_invitation_audience_known"),
        ),
        sa.CheckConstraint(
            "role IN ('worker', 'instructor', 'duty', 'partner', 'volunteer', 'admin')",
            name=op.f("ck_invitation_role_known"),
        ),
        sa.CheckConstraint(
            "(role IS NULL) <> (audience IS NULL)", name=op.f("ck_invitation_for_one_thing")
        ),
        sa.CheckConstraint(
            "(role IS NULL) = (name IS NULL)", name=op.f("ck_invitation_somebody_is_something")
        ),
        sa.CheckConstraint(
            "used_by IS NULL OR used_at IS NOT NULL", name=op.f("ck_invitation_used_at_some_time")
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_invitation_grid_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_invitation_fingerprint")),
    )
    op.create_index(
        "ix_invitation_for", "invitation", ["grid_id", "role", "audience"], unique=False
    )
    op.create_index(op.f("ix_invitation_valid_until"), "invitation", ["valid_until"], unique=False)
    op.create_table(
        "keeper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "category = '' OR kind = 'hazard'", name=op.f("ck_keeper_only_hazards_have_a_category")
        ),
        sa.CheckConstraint(
            "kind IN ('lost_child', 'found_child', 'lost_adult', 'found_adult', 'light', 'hazard', 'help', 'dispute', 'need')",
            name=op.f("ck_keeper_kind_known"),
        ),
        sa.CheckConstraint("days > 0", name=op.f("ck_keeper_days_of_a_promise")),
        sa.CheckConstraint("days IS NULL OR minutes IS NULL", name=op.f("ck_keeper_one_promise")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_keeper_minutes_of_a_promise")),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_keeper_grid_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keeper")),
        sa.UniqueConstraint(
            "grid_id", "kind", "category", name=op.f("uq_keeper_grid_id_kind_category")
        ),
    )
    op.create_table(
        "notice_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.String(length=24), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "done IN ('confirmed', 'agreed', 'refused', 'lapsed', 'paused', 'resumed', 'skipped', 'rewritten', 'replaced', 'moved', 'replanned', 'taken_back', 'deleted', 'stopped')",
            name=op.f("ck_notice_log_done_known"),
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_log_notice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_log")),
    )
    op.create_index(op.f("ix_notice_log_notice_id"), "notice_log", ["notice_id"], unique=False)
    op.create_table(
        "notice_scope",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("excluded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_notice_scope_grid_id")),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_scope_notice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("notice_id", "grid_id", name=op.f("pk_notice_scope")),
    )
    op.create_index(op.f("ix_notice_scope_grid_id"), "notice_scope", ["grid_id"], unique=False)
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("aliases", sa.String(), nullable=False),
        sa.Column("learned", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('compound', 'building', 'road', 'gate', 'water', 'venue', 'company', 'other')",
            name=op.f("ck_place_kind_known"),
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_place_grid_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("grid_id", "kind", "name", name=op.f("uq_place_grid_id_kind_name")),
    )
    op.create_index(op.f("ix_place_grid_id"), "place", ["grid_id"], unique=False)
    op.create_table(
        "quiz_count",
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=24), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "theme IN ('drowning', 'fire', 'scald', 'falls', 'getting_lost', 'traffic', 'fireworks', 'ebike', 'gas', 'carbon_monoxide', 'heat', 'flood', 'earthquake', 'lifts', 'elder_fraud', 'online', 'food', 'dogs', 'school_start', 'holiday_travel', 'falling_objects', 'cold', 'fire_day', 'disaster_day', 'family_education')",
            name=op.f("ck_quiz_count_theme_known"),
        ),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grid.id"], name=op.f("fk_quiz_count_grid_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("grid_id", "theme", "question", name=op.f("pk_quiz_count")),
    )
    op.create_table(
        "quiz_poll",
        sa.Column("poll_id", sa.String(40), nullable=False),
        sa.Column("theme", sa.String(length=24), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("right_option", sa.Integer(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "theme IN ('drowning', 'fire', 'scald', 'falls', 'getting_lost', 'traffic', 'fireworks', 'ebike', 'gas', 'carbon_monoxide', 'heat', 'flood', 'earthquake', 'lifts', 'elder_fraud', 'online', 'food', 'dogs', 'school_start', 'holiday_travel', 'falling_objects', 'cold', 'fire_day', 'disaster_day', 'family_education')",
            name=op.f("ck_quiz_poll_theme_known"),
        ),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grid.id"], name=op.f("fk_quiz_poll_grid_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_quiz_poll")),
    )
    op.create_table(
        "theme_mute",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("theme", sa.String(length=24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "theme IN ('drowning', 'fire', 'scald', 'falls', 'getting_lost', 'traffic', 'fireworks', 'ebike', 'gas', 'carbon_monoxide', 'heat', 'flood', 'earthquake', 'lifts', 'elder_fraud', 'online', 'food', 'dogs', 'school_start', 'holiday_travel', 'falling_objects', 'cold', 'fire_day', 'disaster_day', 'family_education')",
            name=op.f("ck_theme_mute_theme_known"),
        ),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["chat.id"],
            name=op.f("fk_theme_mute_chat_id"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", "theme", name=op.f("pk_theme_mute")),
    )
    op.create_table(
        "theme_rule",
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=24), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "theme IN ('drowning', 'fire', 'scald', 'falls', 'getting_lost', 'traffic', 'fireworks', 'ebike', 'gas', 'carbon_monoxide', 'heat', 'flood', 'earthquake', 'lifts', 'elder_fraud', 'online', 'food', 'dogs', 'school_start', 'holiday_travel', 'falling_objects', 'cold', 'fire_day', 'disaster_day', 'family_education')",
            name=op.f("ck_theme_rule_theme_known"),
        ),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grid.id"], name=op.f("fk_theme_rule_grid_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("grid_id", "theme", name=op.f("pk_theme_rule")),
    )
    op.create_table(
        "also_met",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_also_met_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_also_met")),
    )
    op.create_table(
        "attachment",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(16), nullable=False),
        sa.Column("caption", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_attachment_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "chat_id", "message_id", name=op.f("pk_attachment")),
    )
    op.create_table(
        "case_link",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_link_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["cases.id"], name=op.f("fk_case_link_other_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "other_id", "relation", name=op.f("pk_case_link")),
    )
    op.create_index(op.f("ix_case_link_other_id"), "case_link", ["other_id"], unique=False)
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("trainer", sa.Text(), nullable=False),
        sa.Column("skill", sa.String(length=24), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("callable", sa.Boolean(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refreshed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("skill IN ('cpr', 'other')", name=op.f("ck_certificate_skill_known")),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name=op.f("fk_certificate_gathering_id")
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_certificate_grid_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint(
            "gathering_id", "user_id", name=op.f("uq_certificate_gathering_id_user_id")
        ),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_certificate_expires_at"), "certificate", ["expires_at"], unique=False)
    op.create_index(op.f("ix_certificate_grid_id"), "certificate", ["grid_id"], unique=False)
    op.create_index(op.f("ix_certificate_user_id"), "certificate", ["user_id"], unique=False)
    op.create_table(
        "clue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("media", sa.String(), nullable=True),
        sa.Column("family", sa.Boolean(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_clue_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["clue.id"], name=op.f("fk_clue_thread_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue")),
        sa.UniqueConstraint("chat_id", "message_id", name=op.f("uq_clue_chat_id_message_id")),
    )
    op.create_index(op.f("ix_clue_case_id"), "clue", ["case_id"], unique=False)
    op.create_index(op.f("ix_clue_user_id"), "clue", ["user_id"], unique=False)
    op.create_table(
        "countersign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("asked_name", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=24), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_name", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "action IN ('report', 'submit', 'relation', 'add', 'edit', 'acknowledge', 'claim', 'assign', 'transfer', 'escalate', 'publish', 'widen', 'hold', 'resume', 'recall', 'clue', 'found', 'finish', 'pass', 'fail', 'close', 'reopen', 'rate', 'look', 'unheard', 'hear', 'answer', 'forward', 'kin', 'show_photo', 'correct', 'update', 'adjust', 'renew', 'end', 'expire', 'second', 'refuse_second', 'override', 'take_over', 'release', 'left', 'untaken', 'overdue', 'call_duty', 'ask_extension', 'extend', 'refuse_extension', 'more_clues', 'no_more_clues', 'verify', 'doubt', 'keep', 'decide', 'prove', 'merge', 'part', 'take_up', 'remark', 'still_wrong', 'same_person', 'other_person', 'guess')",
            name=op.f("ck_countersign_action_known"),
        ),
        sa.CheckConstraint(
            "verdict IN ('confirmed', 'overridden', 'refused', 'expired', 'changed', 'dropped')",
            name=op.f("ck_countersign_verdict_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_countersign_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_countersign")),
    )
    op.create_index(op.f("ix_countersign_asked_by"), "countersign", ["asked_by"], unique=False)
    op.create_index(op.f("ix_countersign_case_id"), "countersign", ["case_id"], unique=False)
    op.create_index("ix_countersign_until", "countersign", ["verdict", "until"], unique=False)
    op.create_index(
        "ux_countersign_open",
        "countersign",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("verdict IS NULL"),
        postgresql_where=sa.text("verdict IS NULL"),
    )
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("asked_name", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_extension_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
        sa.UniqueConstraint("case_id", name=op.f("uq_extension_case_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "gathering_change",
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gathering_id"],
            ["gathering.id"],
            name=op.f("fk_gathering_change_gathering_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("gathering_id", name=op.f("pk_gathering_change")),
    )
    op.create_table(
        "gathering_day",
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["chat.id"],
            name=op.f("fk_gathering_day_chat_id"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["gathering_id"],
            ["gathering.id"],
            name=op.f("fk_gathering_day_gathering_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("gathering_id", "chat_id", name=op.f("pk_gathering_day")),
        sa.UniqueConstraint("chat_id", "day", name=op.f("uq_gathering_day_chat_id_day")),
    )
    op.create_table(
        "giver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_giver_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_giver")),
        sa.UniqueConstraint("case_id", "user_id", name=op.f("uq_giver_case_id_user_id")),
    )
    op.create_index(op.f("ix_giver_case_id"), "giver", ["case_id"], unique=False)
    op.create_table(
        "match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=True),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_name", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["one_id"], ["cases.id"], name=op.f("fk_match_one_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["cases.id"], name=op.f("fk_match_other_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_match_one_id_other_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_match_other_id"), "match", ["other_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("name_allowed", sa.Boolean(), nullable=False),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("age", sa.Float(), nullable=True),
        sa.Column("age_to", sa.Float(), nullable=True),
        sa.Column("height_cm", sa.Integer(), nullable=True),
        sa.Column("clothing", sa.Text(), nullable=True),
        sa.Column("vulnerable", sa.Boolean(), nullable=False),
        sa.Column("last_seen_place", sa.Text(), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("guessed", sa.String(), nullable=False),
        sa.Column("compare_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_person_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_compare_at"), "person", ["compare_at"], unique=False)
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("view", sa.String(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("photo", sa.String(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_post_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    op.create_index(op.f("ix_post_case_id"), "post", ["case_id"], unique=False)
    op.create_table(
        "scope",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_scope_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_scope_grid_id")),
        sa.PrimaryKeyConstraint("case_id", "grid_id", name=op.f("pk_scope")),
    )
    op.create_index(op.f("ix_scope_grid_id"), "scope", ["grid_id"], unique=False)
    op.create_table(
        "sign_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("companions", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("signed_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("certified_as", sa.Text(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('in', 'waiting', 'left')", name=op.f("ck_sign_up_state_known")
        ),
        sa.CheckConstraint("companions >= 0", name=op.f("ck_sign_up_companions_counted")),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_sign_up_stars_counted")),
        sa.ForeignKeyConstraint(
            ["gathering_id"],
            ["gathering.id"],
            name=op.f("fk_sign_up_gathering_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint(
            "gathering_id", "user_id", name=op.f("uq_sign_up_gathering_id_user_id")
        ),
    )
    op.create_index("ix_sign_up_row", "sign_up", ["gathering_id", "state", "nth"], unique=False)
    op.create_index(op.f("ix_sign_up_user_id"), "sign_up", ["user_id"], unique=False)
    op.create_index(
        "ux_sign_up_slot",
        "sign_up",
        ["gathering_id", "slot"],
        unique=True,
        sqlite_where=sa.text("state <> 'left'"),
        postgresql_where=sa.text("state <> 'left'"),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("from_state", sa.String(length=24), nullable=True),
        sa.Column("to_state", sa.String(length=24), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "action IN ('report', 'submit', 'relation', 'add', 'edit', 'acknowledge', 'claim', 'assign', 'transfer', 'escalate', 'publish', 'widen', 'hold', 'resume', 'recall', 'clue', 'found', 'finish', 'pass', 'fail', 'close', 'reopen', 'rate', 'look', 'unheard', 'hear', 'answer', 'forward', 'kin', 'show_photo', 'correct', 'update', 'adjust', 'renew', 'end', 'expire', 'second', 'refuse_second', 'override', 'take_over', 'release', 'left', 'untaken', 'overdue', 'call_duty', 'ask_extension', 'extend', 'refuse_extension', 'more_clues', 'no_more_clues', 'verify', 'doubt', 'keep', 'decide', 'prove', 'merge', 'part', 'take_up', 'remark', 'still_wrong', 'same_person', 'other_person', 'guess')",
            name=op.f("ck_step_action_known"),
        ),
        sa.CheckConstraint(
            "from_state IN ('draft', 'new', 'accepted', 'assigned', 'in_progress', 'pending_check', 'resolved', 'unresolved', 'merged', 'withdrawn')",
            name=op.f("ck_step_from_state_known"),
        ),
        sa.CheckConstraint(
            "to_state IN ('draft', 'new', 'accepted', 'assigned', 'in_progress', 'pending_check', 'resolved', 'unresolved', 'merged', 'withdrawn')",
            name=op.f("ck_step_to_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_step_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index(op.f("ix_step_case_id"), "step", ["case_id"], unique=False)
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=24), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("exercise", sa.Boolean(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.BigInteger(), nullable=False),
        sa.Column("published_name", sa.Text(), nullable=False),
        sa.Column("let_go_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "origin",
            sa.String(length=500).with_variant(sa.String(length=500, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("ring", sa.Integer(), nullable=False),
        sa.Column("next_ring_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("watching", sa.Boolean(), nullable=False),
        sa.Column("watched_to", sa.Integer(), nullable=False),
        sa.Column("capped", sa.Boolean(), nullable=False),
        sa.Column("insist_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("insisted", sa.Integer(), nullable=False),
        sa.Column("beyond_by", sa.BigInteger(), nullable=True),
        sa.Column("beyond_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(length=24), nullable=True),
        sa.CheckConstraint(
            "level IN ('red', 'orange', 'yellow', 'blue')", name=op.f("ck_alert_level_known")
        ),
        sa.CheckConstraint(
            "status IN ('active', 'cleared', 'recalled', 'expired')",
            name=op.f("ck_alert_status_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_alert_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_alert_post_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    op.create_index("ix_alert_ask", "alert", ["status", "ask_at"], unique=False)
    op.create_index("ix_alert_beyond", "alert", ["beyond_by", "beyond_at"], unique=False)
    op.create_index(op.f("ix_alert_case_id"), "alert", ["case_id"], unique=False)
    op.create_index("ix_alert_insist", "alert", ["status", "insist_at"], unique=False)
    op.create_index("ix_alert_next_ring", "alert", ["status", "next_ring_at"], unique=False)
    op.create_index("ix_alert_publisher", "alert", ["published_by", "status"], unique=False)
    op.create_index("ix_alert_valid", "alert", ["status", "valid_until"], unique=False)
    op.create_index("ix_alert_watching", "alert", ["status", "watching"], unique=False)
    op.create_index(
        "ux_alert_active",
        "alert",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("status = 'active'"),
        postgresql_where=sa.text("status = 'active'"),
    )
    op.create_table(
        "notice_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("fire_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("good_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_run_notice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_notice_run_post_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_run")),
        sa.UniqueConstraint("notice_id", "fire_at", name=op.f("uq_notice_run_notice_id_fire_at")),
    )
    op.create_index(op.f("ix_notice_run_notice_id"), "notice_run", ["notice_id"], unique=False)
    op.create_index(
        "ix_notice_run_open",
        "notice_run",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_notice_run_post_id"), "notice_run", ["post_id"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("alert_id", sa.Integer(), nullable=True),
        sa.Column("gathering_id", sa.Integer(), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("slot", sa.String(), nullable=True),
        sa.Column("once", sa.String(80), nullable=True),
        sa.Column("op", sa.String(length=24), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.Integer(), nullable=True),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("ring", sa.Integer(), nullable=True),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("paid", sa.Boolean(), nullable=False),
        sa.Column("exercise", sa.Boolean(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("reply_to", sa.Integer(), nullable=True),
        sa.Column("double_of", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("with_photo", sa.Boolean(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "op IN ('send', 'edit', 'delete', 'copy', 'open_topic', 'close_topic', 'find')",
            name=op.f("ck_delivery_op_known"),
        ),
        sa.CheckConstraint(
            "purpose IN ('alert', 'update', 'all_clear', 'recall', 'notice', 'card')",
            name=op.f("ck_delivery_purpose_known"),
        ),
        sa.CheckConstraint(
            "status IN ('queued', 'sending', 'retrying', 'sent', 'refused', 'unknown', 'dropped')",
            name=op.f("ck_delivery_status_known"),
        ),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_delivery_alert_id")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_delivery_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["double_of"], ["delivery.id"], name=op.f("fk_delivery_double_of"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name=op.f("fk_delivery_gathering_id")
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_delivery_grid_id")),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_delivery_post_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["notice_run.id"], name=op.f("fk_delivery_run_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["delivery.id"], name=op.f("fk_delivery_target_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("once", name=op.f("uq_delivery_once")),
    )
    op.create_index(op.f("ix_delivery_alert_id"), "delivery", ["alert_id"], unique=False)
    op.create_index(
        "ix_delivery_cards",
        "delivery",
        ["chat_id", "queued_at"],
        unique=False,
        sqlite_where=sa.text("purpose = 'card'"),
        postgresql_where=sa.text("purpose = 'card'"),
    )
    op.create_index(op.f("ix_delivery_case_id"), "delivery", ["case_id"], unique=False)
    op.create_index(op.f("ix_delivery_double_of"), "delivery", ["double_of"], unique=False)
    op.create_index(
        "ix_delivery_gathering",
        "delivery",
        ["gathering_id", "slot"],
        unique=False,
        sqlite_where=sa.text("gathering_id IS NOT NULL"),
        postgresql_where=sa.text("gathering_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_delivery_grid_id"), "delivery", ["grid_id"], unique=False)
    op.create_index("ix_delivery_message", "delivery", ["chat_id", "message_id"], unique=False)
    op.create_index(
        "ix_delivery_paid",
        "delivery",
        ["claimed_at"],
        unique=False,
        sqlite_where=sa.text("paid"),
        postgresql_where=sa.text("paid"),
    )
    op.create_index(op.f("ix_delivery_post_id"), "delivery", ["post_id"], unique=False)
    op.create_index(
        "ix_delivery_run",
        "delivery",
        ["run_id"],
        unique=False,
        sqlite_where=sa.text("run_id IS NOT NULL"),
        postgresql_where=sa.text("run_id IS NOT NULL"),
    )
    op.create_index(
        "ix_delivery_sending",
        "delivery",
        ["chat_id"],
        unique=False,
        sqlite_where=sa.text("status = 'sending'"),
        postgresql_where=sa.text("status = 'sending'"),
    )
    op.create_index(op.f("ix_delivery_target_id"), "delivery", ["target_id"], unique=False)
    op.create_index(
        "ix_delivery_waiting",
        "delivery",
        ["lane", "rank", "id"],
        unique=False,
        sqlite_where=sa.text("status IN ('queued', 'retrying')"),
        postgresql_where=sa.text("status IN ('queued', 'retrying')"),
    )
    op.create_index(
        "ux_delivery_alert_once",
        "delivery",
        ["alert_id", "chat_id"],
        unique=True,
        sqlite_where=sa.text("purpose = 'alert'"),
        postgresql_where=sa.text("purpose = 'alert'"),
    )
    op.create_index(
        "ux_delivery_queued_edit",
        "delivery",
        ["target_id"],
        unique=True,
        sqlite_where=sa.text("op = 'edit' AND status IN ('queued', 'retrying')"),
        postgresql_where=sa.text("op = 'edit' AND status IN ('queued', 'retrying')"),
    )
    op.create_table(
        "doubt",
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_doubt_alert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_doubt_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("alert_id", "user_id", name=op.f("pk_doubt")),
    )
    op.create_index(op.f("ix_doubt_case_id"), "doubt", ["case_id"], unique=False)
    op.create_index(op.f("ix_doubt_user_id"), "doubt", ["user_id"], unique=False)
    op.create_table(
        "notice_group",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("theme", sa.String(length=24), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("why", sa.String(length=24), nullable=True),
        sa.CheckConstraint(
            "theme IN ('drowning', 'fire', 'scald', 'falls', 'getting_lost', 'traffic', 'fireworks', 'ebike', 'gas', 'carbon_monoxide', 'heat', 'flood', 'earthquake', 'lifts', 'elder_fraud', 'online', 'food', 'dogs', 'school_start', 'holiday_travel', 'falling_objects', 'cold', 'fire_day', 'disaster_day', 'family_education')",
            name=op.f("ck_notice_group_theme_known"),
        ),
        sa.CheckConstraint(
            "why IN ('day', 'week', 'theme', 'muted', 'rival', 'paused')",
            name=op.f("ck_notice_group_why_known"),
        ),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["chat.id"],
            name=op.f("fk_notice_group_chat_id"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["notice_run.id"], name=op.f("fk_notice_group_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "chat_id", name=op.f("pk_notice_group")),
        sa.UniqueConstraint("chat_id", "day", name=op.f("uq_notice_group_chat_id_day")),
    )
    op.create_index(
        "ix_notice_group_theme", "notice_group", ["chat_id", "theme", "day"], unique=False
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finding", sa.String(length=24), nullable=True),
        sa.Column("found_by", sa.Text(), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "finding IN ('kept', 'corrected', 'recalled', 'over')",
            name=op.f("ck_review_finding_known"),
        ),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_review_alert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_review_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_alert_id"), "review", ["alert_id"], unique=False)
    op.create_index(op.f("ix_review_case_id"), "review", ["case_id"], unique=False)
    op.create_index("ix_review_due", "review", ["finding", "due_at"], unique=False)
    op.create_index(
        "ux_review_open",
        "review",
        ["alert_id"],
        unique=True,
        sqlite_where=sa.text("finding IS NULL"),
        postgresql_where=sa.text("finding IS NULL"),
    )
    op.create_table(
        "acknowledgement",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("word", sa.String(length=24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "word IN ('told', 'searching', 'taken_over')",
            name=op.f("ck_acknowledgement_word_known"),
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["delivery.id"],
            name=op.f("fk_acknowledgement_delivery_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("delivery_id", "user_id", "word", name=op.f("pk_acknowledgement")),
    )
    op.create_index(
        op.f("ix_acknowledgement_user_id"), "acknowledgement", ["user_id"], unique=False
    )
    op.create_table(
        "folded",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("card_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_folded_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["list_id"], ["delivery.id"], name=op.f("fk_folded_list_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("list_id", "case_id", name=op.f("pk_folded")),
    )
    op.create_index(op.f("ix_folded_at"), "folded", ["at"], unique=False)
    op.create_index(op.f("ix_folded_case_id"), "folded", ["case_id"], unique=False)
    op.create_table(
        "live",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rests_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_live_delivery_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_live")),
    )
    op.create_index(op.f("ix_live_due_at"), "live", ["due_at"], unique=False)
    op.create_table(
        "notice_on_card",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["delivery.id"],
            name=op.f("fk_notice_on_card_delivery_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
            name=op.f("fk_notice_on_card_notice_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_notice_on_card")),
    )
    op.create_index(
        op.f("ix_notice_on_card_notice_id"), "notice_on_card", ["notice_id"], unique=False
    )
    op.create_table(
        "watch",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("told_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_watch_alert_id")),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_watch_delivery_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["told_id"], ["grid.id"], name=op.f("fk_watch_told_id")),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_watch")),
    )
    op.create_index(op.f("ix_watch_alert_id"), "watch", ["alert_id"], unique=False)
    op.create_index(op.f("ix_watch_due_at"), "watch", ["due_at"], unique=False)
    op.create_index(op.f("ix_watch_told_id"), "watch", ["told_id"], unique=False)
    op.create_table(
        "watched",
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_watched_alert_id")),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["delivery.id"],
            name=op.f("fk_watched_delivery_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_watched_grid_id")),
        sa.PrimaryKeyConstraint("alert_id", "grid_id", name=op.f("pk_watched")),
    )
    op.create_index(op.f("ix_watched_delivery_id"), "watched", ["delivery_id"], unique=False)
    op.create_table(
        "silence",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["delivery.id"], name=op.f("fk_silence_message_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["watch_id"],
            ["watch.delivery_id"],
            name=op.f("fk_silence_watch_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("message_id", "watch_id", name=op.f("pk_silence")),
    )
    op.create_index(op.f("ix_silence_watch_id"), "silence", ["watch_id"], unique=False)
