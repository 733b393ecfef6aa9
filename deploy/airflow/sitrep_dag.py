"""sitrep on Airflow 3: a run every 15 minutes, the tables checked and tidied every night.

Copy it to the DAGs folder of workers that have sitrep in /opt/sitrep and reach its output folder. Airflow's
variables `sitrep_out` and `sitrep_config` name another output folder and settings file.
"""

from __future__ import annotations

import datetime as dt

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

SITREP = "/opt/sitrep/bin/sitrep"
WHERE = (
    "--config '{{ var.value.get('sitrep_config', '/etc/sitrep/sitrep.toml') }}' "
    "--out '{{ var.value.get('sitrep_out', '/var/lib/sitrep/data') }}'"
)
# The slot makes a task that Airflow repeats the same run: published once, whatever happens.
SLOT = "'{{ dag_run.run_after.strftime('%Y-%m-%dT%H:%MZ') }}'"
ONE_AT_A_TIME = {"max_active_runs": 1, "catchup": False}  # there is one writer; what was missed stays due

with DAG(
    dag_id="sitrep",
    description="Poll feeds, code events, publish the tables",
    schedule="*/15 * * * *",
    start_date=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    tags=["sitrep"],
    **ONE_AT_A_TIME,
):
    BashOperator(
        task_id="run",
        # 3 is published, with more failures than max_failed: nothing that another try would change.
        bash_command=f"{SITREP} run {WHERE} --slot {SLOT} --format json || [ $? -eq 3 ]",
        retries=2,
        retry_delay=dt.timedelta(minutes=1),
        execution_timeout=dt.timedelta(hours=1),
    )

with DAG(
    dag_id="sitrep_upkeep",
    description="Check the tables, delete files that later runs replaced",
    schedule="37 3 * * *",
    start_date=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    tags=["sitrep"],
    **ONE_AT_A_TIME,
):
    verify = BashOperator(task_id="verify", bash_command=f"{SITREP} verify {WHERE} --format json")
    vacuum = BashOperator(
        task_id="vacuum",
        bash_command=f"{SITREP} vacuum {WHERE} --keep 7d --format json",
        retries=4,  # exit code 1 while a run is at work
        retry_delay=dt.timedelta(minutes=5),
    )
    verify >> vacuum
