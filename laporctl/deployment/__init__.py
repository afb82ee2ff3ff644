"""From the one artifact to a live stack, and back: plan, deploy, roll back, destroy.

`deploy` and `rollback` are the ways through; `change_sets`, `states` and `progress` speak to CloudFormation, `artifact`
and `releases` keep what was deployed, `smoke` tries what came out.
"""
