-- Posts the row in the file that LOAN_ROW names: wrk -s loan.lua http://.../predict/loan
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = io.open(os.getenv("LOAN_ROW")):read("*a")
