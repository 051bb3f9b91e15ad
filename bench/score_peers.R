# Peers of Impact in R, for bench/score_r.py:  Rscript bench/score_peers.R MODEL IN OUT
#
# IN has a row for each check-in: id, part (0 before the first refit, then 1, 2 ... the stretch after
# the k-th refit), time (days), y, lag (the outcome before, empty for a person's first), and c1 .. cP,
# company. A forecast for part k is made with parameters learnt from the parts before it, and with
# every outcome before the check-in itself. OUT has mean and sd of each row with part > 0, in order.

arguments <- commandArgs(trailingOnly = TRUE)
rows <- read.csv(arguments[2])
company <- grep("^c[0-9]+$", names(rows), value = TRUE)
told <- data.frame(mean = rep(NA_real_, nrow(rows)), sd = NA_real_)

# Company that varies, without what the rest of it says already (in a short record two people may
# have been there at the same times).
seen <- function(data) {
  terms <- Filter(function(name) length(unique(data[[name]])) > 1, company)
  found <- qr(cbind(1, as.matrix(data[terms])))
  kept <- sort(found$pivot[seq_len(found$rank)]) - 1
  terms[kept[kept > 0]]
}

# A regression on company whose errors are a continuous-time AR(1).
gls_car1 <- function(past, all, now) {
  suppressMessages(library(nlme))
  terms <- seen(past)
  formula <- reformulate(if (length(terms)) terms else "1", "y")
  step <- median(diff(past$time))
  past$time <- past$time / step
  all$time <- all$time / step
  learnt <- gls(formula, past, correlation = corCAR1(0.4, form = ~time), method = "ML")
  phi <- coef(learnt$modelStruct$corStruct, unconstrained = FALSE)
  left <- all$y - predict(learnt, all)
  for (i in now) {
    kept <- phi^(all$time[i] - all$time[i - 1])
    told$mean[i] <<- all$y[i] - left[i] + kept * left[i - 1]
    told$sd[i] <<- learnt$sigma * sqrt(1 - kept^2)
  }
}

# Everybody together: lag (around one's own mean so far) and company, with levels, lags and company
# of one's own. This is what mlVAR estimates for one outcome.
lmer_lag <- function(past, all, now) {
  suppressMessages(library(lme4))
  own <- tapply(past$y, past$id, mean)
  center <- function(data) {
    data$lagged <- data$lag - own[as.character(data$id)]
    data$any <- as.numeric(rowSums(data[company]) > 0)
    data[!is.na(data$lagged), ]
  }
  terms <- c("lagged", seen(past))
  formula <- reformulate(c(terms, "(1 + lagged + any | id)"), "y")
  learnt <- suppressMessages(suppressWarnings(lmer(formula, center(past))))
  told$mean[now] <<- predict(learnt, center(all[now, ]), allow.new.levels = TRUE)
  told$sd[now] <<- sigma(learnt)
}

# Continuous time with noise of measurement: dx = a x dt + dW, y = m + company b + x + e. This is the
# model that ctsem fits for one person and one outcome, here by OpenMx's own state space.
openmx_ct <- function(past, all, now) {
  suppressMessages(library(OpenMx))
  mxOption(NULL, "Default optimizer", "SLSQP")
  mxOption(NULL, "Number of Threads", 1)
  terms <- seen(past)
  inputs <- c("level", terms)
  model <- function(data, from = NULL) {
    data$level <- 1
    start <- if (is.null(from)) c(a = -5, q = 3, r = 0.3, rep(0, length(inputs))) else from
    mxModel("ct",
      mxMatrix("Full", 1, 1, TRUE, start[1], name = "A", labels = "a", lbound = -500, ubound = -1e-3),
      mxMatrix("Zero", 1, length(inputs), name = "B"),
      mxMatrix("Full", 1, 1, FALSE, 1, name = "C", dimnames = list("y", "x")),
      mxMatrix("Full", 1, length(inputs), TRUE, start[-(1:3)], name = "D",
               labels = paste0("b", seq_along(inputs))),
      mxMatrix("Full", 1, 1, TRUE, start[2], name = "Q", labels = "q", lbound = 1e-4),
      mxMatrix("Full", 1, 1, TRUE, start[3], name = "R", labels = "r", lbound = 1e-4),
      mxMatrix("Zero", 1, 1, name = "x0"),
      mxMatrix("Full", 1, 1, FALSE, 1, name = "P0"),
      mxMatrix("Full", length(inputs), 1, FALSE, labels = paste0("data.", inputs), name = "u"),
      mxMatrix("Full", 1, 1, FALSE, labels = "data.time", name = "time"),
      mxData(data[c("y", "time", inputs)], "raw"),
      mxExpectationStateSpaceContinuousTime("A", "B", "C", "D", "Q", "R", "x0", "P0", "u", t = "time"),
      mxFitFunctionML())
  }
  learnt <- suppressMessages(suppressWarnings(mxRun(model(past), silent = TRUE)))
  value <- coef(learnt)
  if (!isTRUE(is.finite(learnt$output$fit))) stop("no maximum")
  start <- c(value["a"], value["q"], value["r"], value[paste0("b", seq_along(inputs))])
  run <- mxKalmanScores(model(all[seq_len(max(now)), ], start), frontend = FALSE)
  # the first row of scores is the state before the record
  told$mean[now] <<- run$yPredicted[now + nrow(run$yPredicted) - max(now), 1]
  told$sd[now] <<- sqrt(run$SPredicted[1, 1, now + dim(run$SPredicted)[3] - max(now)])
}

models <- list(gls_car1 = gls_car1, lmer_lag = lmer_lag, openmx_ct = openmx_ct)
learn <- models[[arguments[1]]]
for (k in seq_len(max(rows$part))) {
  now <- which(rows$part == k)
  if (length(now)) learn(rows[rows$part < k, ], rows, now)
}
write.csv(told[rows$part > 0, ], arguments[3], row.names = FALSE)
