"""${message}"""
<%
    def said(body):
        """Leave out what alembic says about itself."""
        lines = (body or "pass").splitlines()
        return "\n".join(line for line in lines if "# ###" not in line).strip()
%>
import sqlalchemy as sa
from alembic import op

revision = "${up_revision}"
down_revision = ${f'"{down_revision}"' if down_revision else None}


def upgrade() -> None:
    ${said(upgrades)}
